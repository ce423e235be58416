/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `FragmentInFragment`.
    #[derive(Debug, Clone)]
    pub struct FragmentInFragment {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for FragmentInFragment {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for FragmentInFragment {
        type Answer = fragment_in_fragment::Answer;
        const NAME: &'static str = "FragmentInFragment";
        const DOCUMENT: &'static str = "query FragmentInFragment($id: UUID!) { post(id: $id) { ...A } }\nfragment A on Post { id ...B }\nfragment B on Post { name ... on Named { title: name } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `FragmentInFragment` answers.
    pub mod fragment_in_fragment {
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
            /// `title`: `String!`
            pub title: ::std::string::String,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id", "name", "title"])?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                    title: fields.get(2usize)?,
                })
            }
        }
    }
}
