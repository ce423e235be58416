/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `LiteralArguments`.
    #[derive(Debug, Clone, Default)]
    pub struct LiteralArguments {}
    impl rt::ToJson for LiteralArguments {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for LiteralArguments {
        type Answer = literal_arguments::Answer;
        const NAME: &'static str = "LiteralArguments";
        const DOCUMENT: &'static str = "query LiteralArguments { posts(first: 3, where: { or: [{ name: { equalTo: \"a\" } }, { not: { state: DRAFT } }] }) { totalCount } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `LiteralArguments` answers.
    pub mod literal_arguments {
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
            /// `totalCount`: `Int!`
            pub total_count: i32,
        }
        impl rt::FromCell for Posts {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["totalCount"])?;
                ::core::result::Result::Ok(Self {
                    total_count: fields.get(0usize)?,
                })
            }
        }
    }
}
