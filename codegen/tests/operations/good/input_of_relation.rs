/// What operations take, and the enums of their answers.
pub mod types {
    use super::rt;
    /// The input `AuthorFilter`. Left out, since they lead back here: `posts`.
    #[derive(Debug, Clone, Default)]
    pub struct AuthorFilter {
        /// `id`: `IntFilter`
        pub id: rt::Input<IntFilter>,
        /// `name`: `StringFilter`
        pub name: rt::Input<StringFilter>,
        /// `and`: `[AuthorFilter!]`
        pub and: rt::Input<::std::vec::Vec<AuthorFilter>>,
        /// `not`: `AuthorFilter`
        pub not: rt::Input<::std::boxed::Box<AuthorFilter>>,
    }
    impl rt::ToJson for AuthorFilter {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.member("name", &self.name);
            object.member("and", &self.and);
            object.member("not", &self.not);
            object.end();
        }
    }
    /// The input `IntFilter`.
    #[derive(Debug, Clone, Default)]
    pub struct IntFilter {
        /// `equalTo`: `Int`
        pub equal_to: rt::Input<i32>,
        /// `in`: `[Int!]`
        pub r#in: rt::Input<::std::vec::Vec<i32>>,
        /// `isNull`: `Boolean`
        pub is_null: rt::Input<bool>,
    }
    impl rt::ToJson for IntFilter {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("equalTo", &self.equal_to);
            object.member("in", &self.r#in);
            object.member("isNull", &self.is_null);
            object.end();
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
}
/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `InputOfRelation`.
    #[derive(Debug, Clone)]
    pub struct InputOfRelation {
        /// `where`: `AuthorFilter!`
        pub r#where: super::types::AuthorFilter,
    }
    impl rt::ToJson for InputOfRelation {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("where", &self.r#where);
            object.end();
        }
    }
    impl rt::Operation for InputOfRelation {
        type Answer = input_of_relation::Answer;
        const NAME: &'static str = "InputOfRelation";
        const DOCUMENT: &'static str = "query InputOfRelation($where: AuthorFilter!) { authors(where: $where) { totalCount } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `InputOfRelation` answers.
    pub mod input_of_relation {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `authors`: `AuthorsConnection!`
            pub authors: Authors,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["authors"])?;
                ::core::result::Result::Ok(Self {
                    authors: fields.get(0usize)?,
                })
            }
        }
        /// Of `AuthorsConnection`.
        #[derive(Debug, Clone)]
        pub struct Authors {
            /// `totalCount`: `Int!`
            pub total_count: i32,
        }
        impl rt::FromCell for Authors {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["totalCount"])?;
                ::core::result::Result::Ok(Self {
                    total_count: fields.get(0usize)?,
                })
            }
        }
    }
}
