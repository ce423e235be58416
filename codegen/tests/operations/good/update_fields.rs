/// What operations take, and the enums of their answers.
pub mod types {
    use super::rt;
    /// By the names that the API has for the values of `PostState`.
    impl rt::ToJson for super::PostState {
        fn to_json(&self, out: &mut ::std::string::String) {
            out.push_str(
                match self {
                    Self::Draft => "\"DRAFT\"",
                    Self::OutNow => "\"OUT_NOW\"",
                },
            );
        }
    }
}
/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the mutation `UpdateFields`.
    #[derive(Debug, Clone)]
    pub struct UpdateFields {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
        /// `name`: `String`
        pub name: rt::Input<::std::string::String>,
        /// `state`: `PostState`
        pub state: rt::Input<super::PostState>,
    }
    impl rt::ToJson for UpdateFields {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.member("name", &self.name);
            object.member("state", &self.state);
            object.end();
        }
    }
    impl rt::Operation for UpdateFields {
        type Answer = update_fields::Answer;
        const NAME: &'static str = "UpdateFields";
        const DOCUMENT: &'static str = "mutation UpdateFields($id: UUID!, $name: String, $state: PostState) { updatePost(id: $id, patch: { name: $name, state: $state }) { post { name } } }\n";
        const IS_MUTATION: bool = true;
    }
    /// What `UpdateFields` answers.
    pub mod update_fields {
        use super::rt;
        /// Of `Mutation`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `updatePost`: `CreatePostPayload`
            pub update_post: ::core::option::Option<UpdatePost>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["updatePost"])?;
                ::core::result::Result::Ok(Self {
                    update_post: fields.get(0usize)?,
                })
            }
        }
        /// Of `CreatePostPayload`.
        #[derive(Debug, Clone)]
        pub struct UpdatePost {
            /// `post`: `Post`
            pub post: ::core::option::Option<UpdatePostPost>,
        }
        impl rt::FromCell for UpdatePost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["post"])?;
                ::core::result::Result::Ok(Self { post: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct UpdatePostPost {
            /// `name`: `String!`
            pub name: ::std::string::String,
        }
        impl rt::FromCell for UpdatePostPost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["name"])?;
                ::core::result::Result::Ok(Self { name: fields.get(0usize)? })
            }
        }
    }
}
