/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `CompositeColumn`.
    #[derive(Debug, Clone)]
    pub struct CompositeColumn {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for CompositeColumn {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for CompositeColumn {
        type Answer = composite_column::Answer;
        const NAME: &'static str = "CompositeColumn";
        const DOCUMENT: &'static str = "query CompositeColumn($id: UUID!) { post(id: $id) { lasts { days hours } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `CompositeColumn` answers.
    pub mod composite_column {
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
            /// `lasts`: `Interval`
            pub lasts: ::core::option::Option<PostLasts>,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["lasts"])?;
                ::core::result::Result::Ok(Self { lasts: fields.get(0usize)? })
            }
        }
        /// Of `Interval`.
        #[derive(Debug, Clone)]
        pub struct PostLasts {
            /// `days`: `Int`
            pub days: ::core::option::Option<i32>,
            /// `hours`: `Int`
            pub hours: ::core::option::Option<i32>,
        }
        impl rt::FromCell for PostLasts {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["days", "hours"])?;
                ::core::result::Result::Ok(Self {
                    days: fields.get(0usize)?,
                    hours: fields.get(1usize)?,
                })
            }
        }
    }
}
