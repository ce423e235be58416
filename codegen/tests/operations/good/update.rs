/// What operations take, and the enums of their answers.
pub mod types {
    use super::rt;
    /// The input `IntervalInput`.
    #[derive(Debug, Clone, Default)]
    pub struct IntervalInput {
        /// `days`: `Int`
        pub days: rt::Input<i32>,
        /// `hours`: `Int`
        pub hours: rt::Input<i32>,
        /// `seconds`: `Float`
        pub seconds: rt::Input<f64>,
    }
    impl rt::ToJson for IntervalInput {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("days", &self.days);
            object.member("hours", &self.hours);
            object.member("seconds", &self.seconds);
            object.end();
        }
    }
    /// The input `PostPatch`.
    #[derive(Debug, Clone, Default)]
    pub struct PostPatch {
        /// `name`: `String`
        pub name: rt::Input<::std::string::String>,
        /// `state`: `PostState`
        pub state: rt::Input<super::PostState>,
        /// `labels`: `[String]`
        pub labels: rt::Input<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
        /// `lasts`: `IntervalInput`
        pub lasts: rt::Input<IntervalInput>,
    }
    impl rt::ToJson for PostPatch {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("name", &self.name);
            object.member("state", &self.state);
            object.member("labels", &self.labels);
            object.member("lasts", &self.lasts);
            object.end();
        }
    }
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
    /// The variables of the mutation `Update`.
    #[derive(Debug, Clone)]
    pub struct Update {
        /// `force`: `Boolean!`
        pub force: ::core::option::Option<bool>,
        /// `id`: `UUID!`
        pub id: rt::Uuid,
        /// `patch`: `PostPatch!`
        pub patch: super::types::PostPatch,
    }
    impl rt::ToJson for Update {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.given("force", &self.force);
            object.member("id", &self.id);
            object.member("patch", &self.patch);
            object.end();
        }
    }
    impl rt::Operation for Update {
        type Answer = update::Answer;
        const NAME: &'static str = "Update";
        const DOCUMENT: &'static str = "mutation Update($id: UUID!, $patch: PostPatch!, $force: Boolean! = true) { updatePost(id: $id, patch: $patch, force: $force) { post { id } } }\n";
        const IS_MUTATION: bool = true;
    }
    /// What `Update` answers.
    pub mod update {
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
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for UpdatePostPost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
    }
}
