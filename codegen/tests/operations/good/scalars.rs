/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `Scalars`.
    #[derive(Debug, Clone)]
    pub struct Scalars {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for Scalars {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for Scalars {
        type Answer = scalars::Answer;
        const NAME: &'static str = "Scalars";
        const DOCUMENT: &'static str = "query Scalars($id: UUID!) { post(id: $id) { id views price extra at state name } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `Scalars` answers.
    pub mod scalars {
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
            /// `views`: `BigInt!`
            pub views: i64,
            /// `price`: `BigFloat`
            pub price: ::core::option::Option<rt::Numeric>,
            /// `extra`: `JSON`
            pub extra: ::core::option::Option<rt::Jsonb>,
            /// `at`: `Datetime`
            pub at: ::core::option::Option<rt::Timestamp>,
            /// `state`: `PostState!`
            pub state: super::super::PostState,
            /// `name`: `String!`
            pub name: ::std::string::String,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(
                    cell,
                    &["id", "views", "price", "extra", "at", "state", "name"],
                )?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    views: fields.get(1usize)?,
                    price: fields.get(2usize)?,
                    extra: fields.get(3usize)?,
                    at: fields.get(4usize)?,
                    state: fields.get(5usize)?,
                    name: fields.get(6usize)?,
                })
            }
        }
    }
}
