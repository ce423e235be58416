/// What operations take, and the enums of their answers.
pub mod types {
    use super::rt;
    /// The enum `CommentKind`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum CommentKind {
        /// `NOTE`
        Note,
        /// `REPLY`
        Reply,
    }
    impl rt::FromCell for CommentKind {
        fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
            match &*cell.text()? {
                "NOTE" => ::core::result::Result::Ok(Self::Note),
                "REPLY" => ::core::result::Result::Ok(Self::Reply),
                other => {
                    ::core::result::Result::Err(
                        rt::Mismatch::new("a value of CommentKind", other),
                    )
                }
            }
        }
    }
    /// By the names that the API has for the values of `CommentKind`.
    impl rt::ToJson for CommentKind {
        fn to_json(&self, out: &mut ::std::string::String) {
            out.push_str(
                match self {
                    Self::Note => "\"NOTE\"",
                    Self::Reply => "\"REPLY\"",
                },
            );
        }
    }
}
/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `UnionByInterface`.
    #[derive(Debug, Clone, Default)]
    pub struct UnionByInterface {}
    impl rt::ToJson for UnionByInterface {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for UnionByInterface {
        type Answer = union_by_interface::Answer;
        const NAME: &'static str = "UnionByInterface";
        const DOCUMENT: &'static str = "query UnionByInterface { search(text: \"a\") { kind: __typename ... on Named { name } ... on Comment { type on { id } } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `UnionByInterface` answers.
    pub mod union_by_interface {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `search`: `[SearchResult]`
            pub search: ::core::option::Option<
                ::std::vec::Vec<::core::option::Option<Search>>,
            >,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["search"])?;
                ::core::result::Result::Ok(Self {
                    search: fields.get(0usize)?,
                })
            }
        }
        /// Of `Author`.
        #[derive(Debug, Clone)]
        pub struct SearchAsAuthor {
            /// `kind`: `String!`
            pub kind: ::std::string::String,
            /// `name`: `String`
            pub name: ::core::option::Option<::std::string::String>,
        }
        impl rt::FromCell for SearchAsAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["kind", "name"])?;
                ::core::result::Result::Ok(Self {
                    kind: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                })
            }
        }
        /// Of `Comment`.
        #[derive(Debug, Clone)]
        pub struct SearchAsComment {
            /// `kind`: `String!`
            pub kind: ::std::string::String,
            /// `name`: `String`
            pub name: ::core::option::Option<::std::string::String>,
            /// `type`: `CommentKind!`
            pub r#type: super::super::types::CommentKind,
            /// `on`: `Post`
            pub on: ::core::option::Option<SearchAsCommentOn>,
        }
        impl rt::FromCell for SearchAsComment {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["kind", "name", "type", "on"])?;
                ::core::result::Result::Ok(Self {
                    kind: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                    r#type: fields.get(2usize)?,
                    on: fields.get(3usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct SearchAsCommentOn {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for SearchAsCommentOn {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct SearchAsPost {
            /// `kind`: `String!`
            pub kind: ::std::string::String,
            /// `name`: `String`
            pub name: ::core::option::Option<::std::string::String>,
        }
        impl rt::FromCell for SearchAsPost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["kind", "name"])?;
                ::core::result::Result::Ok(Self {
                    kind: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                })
            }
        }
        /// Of `SearchResult`.
        #[derive(Debug, Clone)]
        pub struct SearchAsOther {
            /// `kind`: `String!`
            pub kind: ::std::string::String,
        }
        impl rt::FromCell for SearchAsOther {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["kind"])?;
                ::core::result::Result::Ok(Self { kind: fields.get(0usize)? })
            }
        }
        /// Of `SearchResult`, by what it is.
        #[derive(Debug, Clone)]
        pub enum Search {
            /// `Author`
            Author(SearchAsAuthor),
            /// `Comment`
            Comment(SearchAsComment),
            /// `Post`
            Post(SearchAsPost),
            /// Another type.
            Other(SearchAsOther),
        }
        impl rt::FromCell for Search {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                ::core::result::Result::Ok(
                    match &*rt::Fields::typename(cell, "kind")? {
                        "Author" => Self::Author(rt::FromCell::from_cell(cell)?),
                        "Comment" => Self::Comment(rt::FromCell::from_cell(cell)?),
                        "Post" => Self::Post(rt::FromCell::from_cell(cell)?),
                        _ => Self::Other(rt::FromCell::from_cell(cell)?),
                    },
                )
            }
        }
    }
}
