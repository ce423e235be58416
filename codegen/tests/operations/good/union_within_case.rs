/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `UnionWithinCase`.
    #[derive(Debug, Clone, Default)]
    pub struct UnionWithinCase {}
    impl rt::ToJson for UnionWithinCase {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for UnionWithinCase {
        type Answer = union_within_case::Answer;
        const NAME: &'static str = "UnionWithinCase";
        const DOCUMENT: &'static str = "query UnionWithinCase { search(text: \"a\") { __typename ... on Comment { on { author { name } } } ... on Author { posts(first: 1) { nodes { id } } } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `UnionWithinCase` answers.
    pub mod union_within_case {
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
            /// `posts`: `PostsConnection!`
            pub posts: SearchAsAuthorPosts,
        }
        impl rt::FromCell for SearchAsAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename", "posts"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                    posts: fields.get(1usize)?,
                })
            }
        }
        /// Of `PostsConnection`.
        #[derive(Debug, Clone)]
        pub struct SearchAsAuthorPosts {
            /// `nodes`: `[Post]!`
            pub nodes: ::std::vec::Vec<::core::option::Option<SearchAsAuthorPostsNodes>>,
        }
        impl rt::FromCell for SearchAsAuthorPosts {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["nodes"])?;
                ::core::result::Result::Ok(Self { nodes: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct SearchAsAuthorPostsNodes {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for SearchAsAuthorPostsNodes {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
        /// Of `Comment`.
        #[derive(Debug, Clone)]
        pub struct SearchAsComment {
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
            /// `on`: `Post`
            pub on: ::core::option::Option<SearchAsCommentOn>,
        }
        impl rt::FromCell for SearchAsComment {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename", "on"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                    on: fields.get(1usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct SearchAsCommentOn {
            /// `author`: `Author`
            pub author: ::core::option::Option<SearchAsCommentOnAuthor>,
        }
        impl rt::FromCell for SearchAsCommentOn {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["author"])?;
                ::core::result::Result::Ok(Self {
                    author: fields.get(0usize)?,
                })
            }
        }
        /// Of `Author`.
        #[derive(Debug, Clone)]
        pub struct SearchAsCommentOnAuthor {
            /// `name`: `String!`
            pub name: ::std::string::String,
        }
        impl rt::FromCell for SearchAsCommentOnAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["name"])?;
                ::core::result::Result::Ok(Self { name: fields.get(0usize)? })
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
            /// `Comment`
            Comment(SearchAsComment),
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
                        "Comment" => Self::Comment(rt::FromCell::from_cell(cell)?),
                        _ => Self::Other(rt::FromCell::from_cell(cell)?),
                    },
                )
            }
        }
    }
}
