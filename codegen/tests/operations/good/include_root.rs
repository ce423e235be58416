/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `IncludeRoot`.
    #[derive(Debug, Clone)]
    pub struct IncludeRoot {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
        /// `with`: `Boolean!`
        pub with: bool,
    }
    impl rt::ToJson for IncludeRoot {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.member("with", &self.with);
            object.end();
        }
    }
    impl rt::Operation for IncludeRoot {
        type Answer = include_root::Answer;
        const NAME: &'static str = "IncludeRoot";
        const DOCUMENT: &'static str = "query IncludeRoot($id: UUID!, $with: Boolean!) { post(id: $id) @include(if: $with) { id } authors { totalCount } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `IncludeRoot` answers.
    pub mod include_root {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `post`: `Post`
            pub post: ::core::option::Option<Post>,
            /// `authors`: `AuthorsConnection!`
            pub authors: Authors,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["post", "authors"])?;
                ::core::result::Result::Ok(Self {
                    post: fields.if_asked(0usize)?,
                    authors: fields.get(1usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct Post {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
        /// Of `AuthorsConnection`.
        #[derive(Debug, Clone)]
        pub struct Authors {
            /// `totalCount`: `Int!`
            pub total_count: i32,
        }
        impl rt::FromCell for Authors {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["totalCount"])?;
                ::core::result::Result::Ok(Self {
                    total_count: fields.get(0usize)?,
                })
            }
        }
    }
}
