/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `InlineFragmentPlain`.
    #[derive(Debug, Clone)]
    pub struct InlineFragmentPlain {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for InlineFragmentPlain {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for InlineFragmentPlain {
        type Answer = inline_fragment_plain::Answer;
        const NAME: &'static str = "InlineFragmentPlain";
        const DOCUMENT: &'static str = "query InlineFragmentPlain($id: UUID!) { post(id: $id) { ... { id } ... on Post { name } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `InlineFragmentPlain` answers.
    pub mod inline_fragment_plain {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `post`: `Post`
            pub post: ::core::option::Option<Post>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["post"])?;
                ::core::result::Result::Ok(Self { post: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct Post {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
            /// `name`: `String!`
            pub name: ::std::string::String,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id", "name"])?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                })
            }
        }
    }
}
