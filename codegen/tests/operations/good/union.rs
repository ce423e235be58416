/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `Union`.
    #[derive(Debug, Clone)]
    pub struct Union {
        /// `text`: `String!`
        pub text: ::std::string::String,
    }
    impl rt::ToJson for Union {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("text", &self.text);
            object.end();
        }
    }
    impl rt::Operation for Union {
        type Answer = union::Answer;
        const NAME: &'static str = "Union";
        const DOCUMENT: &'static str = "query Union($text: String!) { search(text: $text) { __typename ... on Author { id } ... on Post { id labels } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `Union` answers.
    pub mod union {
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
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
            /// `id`: `Int!`
            pub id: i32,
        }
        impl rt::FromCell for SearchAsAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename", "id"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                    id: fields.get(1usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct SearchAsPost {
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
            /// `id`: `UUID!`
            pub id: rt::Uuid,
            /// `labels`: `[String]`
            pub labels: ::core::option::Option<
                ::std::vec::Vec<::core::option::Option<::std::string::String>>,
            >,
        }
        impl rt::FromCell for SearchAsPost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename", "id", "labels"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                    id: fields.get(1usize)?,
                    labels: fields.get(2usize)?,
                })
            }
        }
        /// Of `SearchResult`.
        #[derive(Debug, Clone)]
        pub struct SearchAsOther {
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
        }
        impl rt::FromCell for SearchAsOther {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                })
            }
        }
        /// Of `SearchResult`, by what it is.
        #[derive(Debug, Clone)]
        pub enum Search {
            /// `Author`
            Author(SearchAsAuthor),
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
                    match &*rt::Fields::typename(cell, "__typename")? {
                        "Author" => Self::Author(rt::FromCell::from_cell(cell)?),
                        "Post" => Self::Post(rt::FromCell::from_cell(cell)?),
                        _ => Self::Other(rt::FromCell::from_cell(cell)?),
                    },
                )
            }
        }
    }
}
