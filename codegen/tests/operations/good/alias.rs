/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `Alias`.
    #[derive(Debug, Clone)]
    pub struct Alias {
        /// `a`: `UUID!`
        pub a: rt::Uuid,
        /// `b`: `UUID!`
        pub b: rt::Uuid,
    }
    impl rt::ToJson for Alias {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("a", &self.a);
            object.member("b", &self.b);
            object.end();
        }
    }
    impl rt::Operation for Alias {
        type Answer = alias::Answer;
        const NAME: &'static str = "Alias";
        const DOCUMENT: &'static str = "query Alias($a: UUID!, $b: UUID!) { first: post(id: $a) { id } second: post(id: $b) { title: name } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `Alias` answers.
    pub mod alias {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `first`: `Post`
            pub first: ::core::option::Option<First>,
            /// `second`: `Post`
            pub second: ::core::option::Option<Second>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["first", "second"])?;
                ::core::result::Result::Ok(Self {
                    first: fields.get(0usize)?,
                    second: fields.get(1usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct First {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for First {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct Second {
            /// `title`: `String!`
            pub title: ::std::string::String,
        }
        impl rt::FromCell for Second {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["title"])?;
                ::core::result::Result::Ok(Self { title: fields.get(0usize)? })
            }
        }
    }
}
