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
    /// The variables of the mutation `Create`.
    #[derive(Debug, Clone)]
    pub struct Create {
        /// `post`: `PostInput!`
        pub post: super::types::PostInput,
    }
    impl rt::ToJson for Create {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("post", &self.post);
            object.end();
        }
    }
    impl rt::Operation for Create {
        type Answer = create::Answer;
        const NAME: &'static str = "Create";
        const DOCUMENT: &'static str = "mutation Create($post: PostInput!) { createPost(input: { post: $post }) { post { id at } } }\n";
        const IS_MUTATION: bool = true;
    }
    /// What `Create` answers.
    pub mod create {
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
            /// `post`: `Post`
            pub post: ::core::option::Option<CreatePostPost>,
        }
        impl rt::FromCell for CreatePost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["post"])?;
                ::core::result::Result::Ok(Self { post: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct CreatePostPost {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
            /// `at`: `Datetime`
            pub at: ::core::option::Option<rt::Timestamp>,
        }
        impl rt::FromCell for CreatePostPost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id", "at"])?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    at: fields.get(1usize)?,
                })
            }
        }
    }
}
