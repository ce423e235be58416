/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `ListVariable`.
    #[derive(Debug, Clone)]
    pub struct ListVariable {
        /// `ids`: `[UUID!]`
        pub ids: rt::Input<::std::vec::Vec<rt::Uuid>>,
        /// `names`: `[String!]!`
        pub names: ::std::vec::Vec<::std::string::String>,
    }
    impl rt::ToJson for ListVariable {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("ids", &self.ids);
            object.member("names", &self.names);
            object.end();
        }
    }
    impl rt::Operation for ListVariable {
        type Answer = list_variable::Answer;
        const NAME: &'static str = "ListVariable";
        const DOCUMENT: &'static str = "query ListVariable($ids: [UUID!], $names: [String!]!) { posts(where: { id: { in: $ids }, name: { in: $names } }) { totalCount } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `ListVariable` answers.
    pub mod list_variable {
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
            /// `totalCount`: `Int!`
            pub total_count: i32,
        }
        impl rt::FromCell for Posts {
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
