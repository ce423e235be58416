/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `IncludeTwice`.
    #[derive(Debug, Clone)]
    pub struct IncludeTwice {
        /// `a`: `Boolean!`
        pub a: bool,
        /// `b`: `Boolean!`
        pub b: bool,
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for IncludeTwice {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("a", &self.a);
            object.member("b", &self.b);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for IncludeTwice {
        type Answer = include_twice::Answer;
        const NAME: &'static str = "IncludeTwice";
        const DOCUMENT: &'static str = "query IncludeTwice($id: UUID!, $a: Boolean!, $b: Boolean!) { post(id: $id) { name @include(if: $a) name @skip(if: $b) id @include(if: $a) id } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `IncludeTwice` answers.
    pub mod include_twice {
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
            /// `name`: `String!`
            pub name: ::core::option::Option<::std::string::String>,
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["name", "id"])?;
                ::core::result::Result::Ok(Self {
                    name: fields.if_asked(0usize)?,
                    id: fields.get(1usize)?,
                })
            }
        }
    }
}
