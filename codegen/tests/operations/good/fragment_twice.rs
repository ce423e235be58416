/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `FragmentTwice`.
    #[derive(Debug, Clone)]
    pub struct FragmentTwice {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for FragmentTwice {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for FragmentTwice {
        type Answer = fragment_twice::Answer;
        const NAME: &'static str = "FragmentTwice";
        const DOCUMENT: &'static str = "query FragmentTwice($id: UUID!) { post(id: $id) { ...A ...B id } }\nfragment A on Post { id author { id } }\nfragment B on Post { author { name } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `FragmentTwice` answers.
    pub mod fragment_twice {
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
            /// `author`: `Author`
            pub author: ::core::option::Option<PostAuthor>,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id", "author"])?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    author: fields.get(1usize)?,
                })
            }
        }
        /// Of `Author`.
        #[derive(Debug, Clone)]
        pub struct PostAuthor {
            /// `id`: `Int!`
            pub id: i32,
            /// `name`: `String!`
            pub name: ::std::string::String,
        }
        impl rt::FromCell for PostAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id", "name"])?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                })
            }
        }
    }
}
