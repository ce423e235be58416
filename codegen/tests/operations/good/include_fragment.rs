/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `IncludeFragment`.
    #[derive(Debug, Clone)]
    pub struct IncludeFragment {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
        /// `with`: `Boolean`
        pub with: rt::Input<bool>,
    }
    impl rt::ToJson for IncludeFragment {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.member("with", &self.with);
            object.end();
        }
    }
    impl rt::Operation for IncludeFragment {
        type Answer = include_fragment::Answer;
        const NAME: &'static str = "IncludeFragment";
        const DOCUMENT: &'static str = "query IncludeFragment($id: UUID!, $with: Boolean = true) { post(id: $id) { id ... @include(if: $with) { name state } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `IncludeFragment` answers.
    pub mod include_fragment {
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
            pub name: ::core::option::Option<::std::string::String>,
            /// `state`: `PostState!`
            pub state: ::core::option::Option<super::super::PostState>,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id", "name", "state"])?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    name: fields.if_asked(1usize)?,
                    state: fields.if_asked(2usize)?,
                })
            }
        }
    }
}
