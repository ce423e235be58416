/// What operations take, and the enums of their answers.
pub mod types {
    use super::rt;
    /// The input `CreatePostInput`.
    #[derive(Debug, Clone)]
    pub struct CreatePostInput {
        /// `clientMutationId`: `String`
        pub client_mutation_id: rt::Input<::std::string::String>,
        /// `post`: `PostInput!`
        pub post: PostInput,
    }
    impl rt::ToJson for CreatePostInput {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("clientMutationId", &self.client_mutation_id);
            object.member("post", &self.post);
            object.end();
        }
    }
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
    /// The input `PostInput`.
    #[derive(Debug, Clone)]
    pub struct PostInput {
        /// `id`: `UUID`
        pub id: rt::Input<rt::Uuid>,
        /// `authorId`: `Int!`
        pub author_id: i32,
        /// `name`: `String!`
        pub name: ::std::string::String,
        /// `state`: `PostState`
        pub state: rt::Input<super::PostState>,
        /// `labels`: `[String]`
        pub labels: rt::Input<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
        /// `price`: `BigFloat`
        pub price: rt::Input<rt::Numeric>,
        /// `views`: `BigInt`
        pub views: rt::Input<i64>,
        /// `extra`: `JSON`
        pub extra: rt::Input<rt::Json>,
        /// `at`: `Datetime`
        pub at: rt::Input<rt::Verbatim>,
        /// `lasts`: `IntervalInput`
        pub lasts: rt::Input<IntervalInput>,
    }
    impl rt::ToJson for PostInput {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.member("authorId", &self.author_id);
            object.member("name", &self.name);
            object.member("state", &self.state);
            object.member("labels", &self.labels);
            object.member("price", &self.price);
            object.member("views", &self.views);
            object.member("extra", &self.extra);
            object.member("at", &self.at);
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
    /// The variables of the mutation `CreateInput`.
    #[derive(Debug, Clone)]
    pub struct CreateInput {
        /// `input`: `CreatePostInput!`
        pub input: super::types::CreatePostInput,
    }
    impl rt::ToJson for CreateInput {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("input", &self.input);
            object.end();
        }
    }
    impl rt::Operation for CreateInput {
        type Answer = create_input::Answer;
        const NAME: &'static str = "CreateInput";
        const DOCUMENT: &'static str = "mutation CreateInput($input: CreatePostInput!) { createPost(input: $input) { clientMutationId } }\n";
        const IS_MUTATION: bool = true;
    }
    /// What `CreateInput` answers.
    pub mod create_input {
        use super::rt;
        /// Of `Mutation`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `createPost`: `CreatePostPayload`
            pub create_post: ::core::option::Option<CreatePost>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["createPost"])?;
                ::core::result::Result::Ok(Self {
                    create_post: fields.get(0usize)?,
                })
            }
        }
        /// Of `CreatePostPayload`.
        #[derive(Debug, Clone)]
        pub struct CreatePost {
            /// `clientMutationId`: `String`
            pub client_mutation_id: ::core::option::Option<::std::string::String>,
        }
        impl rt::FromCell for CreatePost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["clientMutationId"])?;
                ::core::result::Result::Ok(Self {
                    client_mutation_id: fields.get(0usize)?,
                })
            }
        }
    }
}
