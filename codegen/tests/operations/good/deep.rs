/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `Deep`.
    #[derive(Debug, Clone, Default)]
    pub struct Deep {}
    impl rt::ToJson for Deep {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for Deep {
        type Answer = deep::Answer;
        const NAME: &'static str = "Deep";
        const DOCUMENT: &'static str = "query Deep { authors { nodes { posts { nodes { author { posts { nodes { author { name } } } } } } } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `Deep` answers.
    pub mod deep {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `authors`: `AuthorsConnection!`
            pub authors: Authors,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["authors"])?;
                ::core::result::Result::Ok(Self {
                    authors: fields.get(0usize)?,
                })
            }
        }
        /// Of `AuthorsConnection`.
        #[derive(Debug, Clone)]
        pub struct Authors {
            /// `nodes`: `[Author]!`
            pub nodes: ::std::vec::Vec<::core::option::Option<AuthorsNodes>>,
        }
        impl rt::FromCell for Authors {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["nodes"])?;
                ::core::result::Result::Ok(Self { nodes: fields.get(0usize)? })
            }
        }
        /// Of `Author`.
        #[derive(Debug, Clone)]
        pub struct AuthorsNodes {
            /// `posts`: `PostsConnection!`
            pub posts: AuthorsNodesPosts,
        }
        impl rt::FromCell for AuthorsNodes {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["posts"])?;
                ::core::result::Result::Ok(Self { posts: fields.get(0usize)? })
            }
        }
        /// Of `PostsConnection`.
        #[derive(Debug, Clone)]
        pub struct AuthorsNodesPosts {
            /// `nodes`: `[Post]!`
            pub nodes: ::std::vec::Vec<::core::option::Option<AuthorsNodesPostsNodes>>,
        }
        impl rt::FromCell for AuthorsNodesPosts {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["nodes"])?;
                ::core::result::Result::Ok(Self { nodes: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct AuthorsNodesPostsNodes {
            /// `author`: `Author`
            pub author: ::core::option::Option<AuthorsNodesPostsNodesAuthor>,
        }
        impl rt::FromCell for AuthorsNodesPostsNodes {
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
        pub struct AuthorsNodesPostsNodesAuthor {
            /// `posts`: `PostsConnection!`
            pub posts: AuthorsNodesPostsNodesAuthorPosts,
        }
        impl rt::FromCell for AuthorsNodesPostsNodesAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["posts"])?;
                ::core::result::Result::Ok(Self { posts: fields.get(0usize)? })
            }
        }
        /// Of `PostsConnection`.
        #[derive(Debug, Clone)]
        pub struct AuthorsNodesPostsNodesAuthorPosts {
            /// `nodes`: `[Post]!`
            pub nodes: ::std::vec::Vec<
                ::core::option::Option<AuthorsNodesPostsNodesAuthorPostsNodes>,
            >,
        }
        impl rt::FromCell for AuthorsNodesPostsNodesAuthorPosts {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["nodes"])?;
                ::core::result::Result::Ok(Self { nodes: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct AuthorsNodesPostsNodesAuthorPostsNodes {
            /// `author`: `Author`
            pub author: ::core::option::Option<
                AuthorsNodesPostsNodesAuthorPostsNodesAuthor,
            >,
        }
        impl rt::FromCell for AuthorsNodesPostsNodesAuthorPostsNodes {
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
        pub struct AuthorsNodesPostsNodesAuthorPostsNodesAuthor {
            /// `name`: `String!`
            pub name: ::std::string::String,
        }
        impl rt::FromCell for AuthorsNodesPostsNodesAuthorPostsNodesAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["name"])?;
                ::core::result::Result::Ok(Self { name: fields.get(0usize)? })
            }
        }
    }
}
