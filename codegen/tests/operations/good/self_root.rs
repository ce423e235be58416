/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `SelfRoot`.
    #[derive(Debug, Clone)]
    pub struct SelfRoot {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for SelfRoot {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for SelfRoot {
        type Answer = self_root::Answer;
        const NAME: &'static str = "SelfRoot";
        const DOCUMENT: &'static str = "query SelfRoot($id: UUID!) { Self: post(id: $id) { id } answer: post(id: $id) { id } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `SelfRoot` answers.
    pub mod self_root {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `Self`: `Post`
            pub self_: ::core::option::Option<Self_>,
            /// `answer`: `Post`
            pub answer: ::core::option::Option<Answer_>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["Self", "answer"])?;
                ::core::result::Result::Ok(Self {
                    self_: fields.get(0usize)?,
                    answer: fields.get(1usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct Self_ {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for Self_ {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct Answer_ {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for Answer_ {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
    }
}
