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
    /// The variables of the mutation `SeveralMutations`.
    #[derive(Debug, Clone)]
    pub struct SeveralMutations {
        /// `a`: `PostInput!`
        pub a: super::types::PostInput,
        /// `b`: `PostInput!`
        pub b: super::types::PostInput,
    }
    impl rt::ToJson for SeveralMutations {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("a", &self.a);
            object.member("b", &self.b);
            object.end();
        }
    }
    impl rt::Operation for SeveralMutations {
        type Answer = several_mutations::Answer;
        const NAME: &'static str = "SeveralMutations";
        const DOCUMENT: &'static str = "mutation SeveralMutations($a: PostInput!, $b: PostInput!) { a: createPost(input: { post: $a }) { post { id } } b: createPost(input: { post: $b }) { post { id } } }\n";
        const IS_MUTATION: bool = true;
    }
    /// What `SeveralMutations` answers.
    pub mod several_mutations {
        use super::rt;
        /// Of `Mutation`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `a`: `CreatePostPayload`
            pub a: ::core::option::Option<A>,
            /// `b`: `CreatePostPayload`
            pub b: ::core::option::Option<B>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["a", "b"])?;
                ::core::result::Result::Ok(Self {
                    a: fields.get(0usize)?,
                    b: fields.get(1usize)?,
                })
            }
        }
        /// Of `CreatePostPayload`.
        #[derive(Debug, Clone)]
        pub struct A {
            /// `post`: `Post`
            pub post: ::core::option::Option<APost>,
        }
        impl rt::FromCell for A {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["post"])?;
                ::core::result::Result::Ok(Self { post: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct APost {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for APost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
        /// Of `CreatePostPayload`.
        #[derive(Debug, Clone)]
        pub struct B {
            /// `post`: `Post`
            pub post: ::core::option::Option<BPost>,
        }
        impl rt::FromCell for B {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["post"])?;
                ::core::result::Result::Ok(Self { post: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct BPost {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for BPost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
    }
}
