/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `Edges`.
    #[derive(Debug, Clone, Default)]
    pub struct Edges {}
    impl rt::ToJson for Edges {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for Edges {
        type Answer = edges::Answer;
        const NAME: &'static str = "Edges";
        const DOCUMENT: &'static str = "query Edges { posts { edges { cursor node { id } } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `Edges` answers.
    pub mod edges {
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
            /// `edges`: `[PostsEdge!]!`
            pub edges: ::std::vec::Vec<PostsEdges>,
        }
        impl rt::FromCell for Posts {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["edges"])?;
                ::core::result::Result::Ok(Self { edges: fields.get(0usize)? })
            }
        }
        /// Of `PostsEdge`.
        #[derive(Debug, Clone)]
        pub struct PostsEdges {
            /// `cursor`: `Cursor`
            pub cursor: ::core::option::Option<rt::Verbatim>,
            /// `node`: `Post`
            pub node: ::core::option::Option<PostsEdgesNode>,
        }
        impl rt::FromCell for PostsEdges {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["cursor", "node"])?;
                ::core::result::Result::Ok(Self {
                    cursor: fields.get(0usize)?,
                    node: fields.get(1usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct PostsEdgesNode {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for PostsEdgesNode {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
    }
}
