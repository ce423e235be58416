/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `Relation`.
    #[derive(Debug, Clone, Default)]
    pub struct Relation {}
    impl rt::ToJson for Relation {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for Relation {
        type Answer = relation::Answer;
        const NAME: &'static str = "Relation";
        const DOCUMENT: &'static str = "query Relation { posts(first: 1) { nodes { author { name } } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `Relation` answers.
    pub mod relation {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `posts`: `PostsConnection!`
            pub posts: Posts,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["posts"])?;
                ::core::result::Result::Ok(Self { posts: fields.get(0usize)? })
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
            /// `author`: `Author`
            pub author: ::core::option::Option<PostsNodesAuthor>,
        }
        impl rt::FromCell for PostsNodes {
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
        pub struct PostsNodesAuthor {
            /// `name`: `String!`
            pub name: ::std::string::String,
        }
        impl rt::FromCell for PostsNodesAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["name"])?;
                ::core::result::Result::Ok(Self { name: fields.get(0usize)? })
            }
        }
    }
}
