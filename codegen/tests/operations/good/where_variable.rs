/// What operations take, and the enums of their answers.
pub mod types {
    use super::rt;
    /// The input `PostFilter`. Left out, since they lead back here: `author`.
    #[derive(Debug, Clone, Default)]
    pub struct PostFilter {
        /// `id`: `UUIDFilter`
        pub id: rt::Input<UuidFilter>,
        /// `name`: `StringFilter`
        pub name: rt::Input<StringFilter>,
        /// `state`: `PostState`
        pub state: rt::Input<super::PostState>,
        /// `authorExists`: `Boolean`
        pub author_exists: rt::Input<bool>,
        /// `and`: `[PostFilter!]`
        pub and: rt::Input<::std::vec::Vec<PostFilter>>,
        /// `or`: `[PostFilter!]`
        pub or: rt::Input<::std::vec::Vec<PostFilter>>,
        /// `not`: `PostFilter`
        pub not: rt::Input<::std::boxed::Box<PostFilter>>,
    }
    impl rt::ToJson for PostFilter {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.member("name", &self.name);
            object.member("state", &self.state);
            object.member("authorExists", &self.author_exists);
            object.member("and", &self.and);
            object.member("or", &self.or);
            object.member("not", &self.not);
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
    /// The input `StringFilter`.
    #[derive(Debug, Clone, Default)]
    pub struct StringFilter {
        /// `equalTo`: `String`
        pub equal_to: rt::Input<::std::string::String>,
        /// `includes`: `String`
        pub includes: rt::Input<::std::string::String>,
        /// `in`: `[String!]`
        pub r#in: rt::Input<::std::vec::Vec<::std::string::String>>,
    }
    impl rt::ToJson for StringFilter {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("equalTo", &self.equal_to);
            object.member("includes", &self.includes);
            object.member("in", &self.r#in);
            object.end();
        }
    }
    /// The input `UUIDFilter`.
    #[derive(Debug, Clone, Default)]
    pub struct UuidFilter {
        /// `equalTo`: `UUID`
        pub equal_to: rt::Input<rt::Uuid>,
        /// `in`: `[UUID!]`
        pub r#in: rt::Input<::std::vec::Vec<rt::Uuid>>,
    }
    impl rt::ToJson for UuidFilter {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("equalTo", &self.equal_to);
            object.member("in", &self.r#in);
            object.end();
        }
    }
}
/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `WhereVariable`.
    #[derive(Debug, Clone, Default)]
    pub struct WhereVariable {
        /// `where`: `PostFilter`
        pub r#where: rt::Input<super::types::PostFilter>,
    }
    impl rt::ToJson for WhereVariable {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("where", &self.r#where);
            object.end();
        }
    }
    impl rt::Operation for WhereVariable {
        type Answer = where_variable::Answer;
        const NAME: &'static str = "WhereVariable";
        const DOCUMENT: &'static str = "query WhereVariable($where: PostFilter) { posts(where: $where) { nodes { id } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `WhereVariable` answers.
    pub mod where_variable {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `posts`: `PostsConnection!`
            pub posts: Posts,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["posts"])?;
                ::core::result::Result::Ok(Self { posts: fields.get(0usize)? })
            }
        }
        /// Of `PostsConnection`.
        #[derive(Debug, Clone)]
        pub struct Posts {
            /// `nodes`: `[Post]!`
            pub nodes: ::std::vec::Vec<::core::option::Option<PostsNodes>>,
        }
        impl rt::FromCell for Posts {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["nodes"])?;
                ::core::result::Result::Ok(Self { nodes: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct PostsNodes {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for PostsNodes {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
    }
}
