/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `Include`.
    #[derive(Debug, Clone)]
    pub struct Include {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
        /// `with`: `Boolean!`
        pub with: bool,
    }
    impl rt::ToJson for Include {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.member("with", &self.with);
            object.end();
        }
    }
    impl rt::Operation for Include {
        type Answer = include::Answer;
        const NAME: &'static str = "Include";
        const DOCUMENT: &'static str = "query Include($id: UUID!, $with: Boolean!) { post(id: $id) { id views @include(if: $with) author @skip(if: $with) { id } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `Include` answers.
    pub mod include {
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
            pub views: ::core::option::Option<i64>,
            /// `author`: `Author`
            pub author: ::core::option::Option<PostAuthor>,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id", "views", "author"])?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    views: fields.if_asked(1usize)?,
                    author: fields.if_asked(2usize)?,
                })
            }
        }
        /// Of `Author`.
        #[derive(Debug, Clone)]
        pub struct PostAuthor {
            /// `id`: `Int!`
            pub id: i32,
        }
        impl rt::FromCell for PostAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
    }
}
