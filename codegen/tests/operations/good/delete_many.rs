/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the mutation `DeleteMany`.
    #[derive(Debug, Clone)]
    pub struct DeleteMany {
        /// `ids`: `[UUID!]!`
        pub ids: ::std::vec::Vec<rt::Uuid>,
    }
    impl rt::ToJson for DeleteMany {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("ids", &self.ids);
            object.end();
        }
    }
    impl rt::Operation for DeleteMany {
        type Answer = delete_many::Answer;
        const NAME: &'static str = "DeleteMany";
        const DOCUMENT: &'static str = "mutation DeleteMany($ids: [UUID!]!) { deletePosts(ids: $ids) }\n";
        const IS_MUTATION: bool = true;
    }
    /// What `DeleteMany` answers.
    pub mod delete_many {
        use super::rt;
        /// Of `Mutation`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `deletePosts`: `Int!`
            pub delete_posts: i32,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["deletePosts"])?;
                ::core::result::Result::Ok(Self {
                    delete_posts: fields.get(0usize)?,
                })
            }
        }
    }
}
