/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `TwoRoots`.
    #[derive(Debug, Clone, Default)]
    pub struct TwoRoots {}
    impl rt::ToJson for TwoRoots {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for TwoRoots {
        type Answer = two_roots::Answer;
        const NAME: &'static str = "TwoRoots";
        const DOCUMENT: &'static str = "query TwoRoots { authors(first: 1) { nodes { id } } posts(first: 1) { nodes { id } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `TwoRoots` answers.
    pub mod two_roots {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `authors`: `AuthorsConnection!`
            pub authors: Authors,
            /// `posts`: `PostsConnection!`
            pub posts: Posts,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["authors", "posts"])?;
                ::core::result::Result::Ok(Self {
                    authors: fields.get(0usize)?,
                    posts: fields.get(1usize)?,
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
            /// `id`: `Int!`
            pub id: i32,
        }
        impl rt::FromCell for AuthorsNodes {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
        /// Of `PostsConnection`.
        #[derive(Debug, Clone)]
        pub struct Posts {
            /// `nodes`: `[Post]!`
            pub nodes: ::std::vec::Vec<::core::option::Option<PostsNodes>>,
        }
        impl rt::FromCell for Posts {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["nodes"])?;
                ::core::result::Result::Ok(Self { nodes: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct PostsNodes {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for PostsNodes {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
    }
}
