/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `NoVariables`.
    #[derive(Debug, Clone, Default)]
    pub struct NoVariables {}
    impl rt::ToJson for NoVariables {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for NoVariables {
        type Answer = no_variables::Answer;
        const NAME: &'static str = "NoVariables";
        const DOCUMENT: &'static str = "query NoVariables { matrix }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `NoVariables` answers.
    pub mod no_variables {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `matrix`: `[[Int!]]`
            pub matrix: ::core::option::Option<
                ::std::vec::Vec<::core::option::Option<::std::vec::Vec<i32>>>,
            >,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["matrix"])?;
                ::core::result::Result::Ok(Self {
                    matrix: fields.get(0usize)?,
                })
            }
        }
    }
}
