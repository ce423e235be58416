/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `Fragment`.
    #[derive(Debug, Clone)]
    pub struct Fragment {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for Fragment {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for Fragment {
        type Answer = fragment::Answer;
        const NAME: &'static str = "Fragment";
        const DOCUMENT: &'static str = "query Fragment($id: UUID!) { post(id: $id) { ...Short author { ...Who } } }\nfragment Short on Post { id name }\nfragment Who on Author { name }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `Fragment` answers.
    pub mod fragment {
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
            pub name: ::std::string::String,
            /// `author`: `Author`
            pub author: ::core::option::Option<PostAuthor>,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id", "name", "author"])?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                    author: fields.get(2usize)?,
                })
            }
        }
        /// Of `Author`.
        #[derive(Debug, Clone)]
        pub struct PostAuthor {
            /// `name`: `String!`
            pub name: ::std::string::String,
        }
        impl rt::FromCell for PostAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["name"])?;
                ::core::result::Result::Ok(Self { name: fields.get(0usize)? })
            }
        }
    }
}
