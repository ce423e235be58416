/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `Typename`.
    #[derive(Debug, Clone)]
    pub struct Typename {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for Typename {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for Typename {
        type Answer = typename::Answer;
        const NAME: &'static str = "Typename";
        const DOCUMENT: &'static str = "query Typename($id: UUID!) { __typename post(id: $id) { __typename kind: __typename id } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `Typename` answers.
    pub mod typename {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
            /// `post`: `Post`
            pub post: ::core::option::Option<Post>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename", "post"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                    post: fields.get(1usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct Post {
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
            /// `kind`: `String!`
            pub kind: ::std::string::String,
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename", "kind", "id"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                    kind: fields.get(1usize)?,
                    id: fields.get(2usize)?,
                })
            }
        }
    }
}
