/// What operations take, and the enums of their answers.
pub mod types {
    use super::rt;
    /// The enum `PostsOrderBy`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum PostsOrderBy {
        /// `ID_ASC`
        IdAsc,
        /// `ID_DESC`
        IdDesc,
        /// `TITLE_DESC`
        TitleDesc,
    }
    impl rt::FromCell for PostsOrderBy {
        fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
            match &*cell.text()? {
                "ID_ASC" => ::core::result::Result::Ok(Self::IdAsc),
                "ID_DESC" => ::core::result::Result::Ok(Self::IdDesc),
                "TITLE_DESC" => ::core::result::Result::Ok(Self::TitleDesc),
                other => {
                    ::core::result::Result::Err(
                        rt::Mismatch::new("a value of PostsOrderBy", other),
                    )
                }
            }
        }
    }
    /// By the names that the API has for the values of `PostsOrderBy`.
    impl rt::ToJson for PostsOrderBy {
        fn to_json(&self, out: &mut ::std::string::String) {
            out.push_str(
                match self {
                    Self::IdAsc => "\"ID_ASC\"",
                    Self::IdDesc => "\"ID_DESC\"",
                    Self::TitleDesc => "\"TITLE_DESC\"",
                },
            );
        }
    }
}
/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `DefaultVariable`.
    #[derive(Debug, Clone, Default)]
    pub struct DefaultVariable {
        /// `first`: `Int!`
        pub first: ::core::option::Option<i32>,
        /// `order`: `[PostsOrderBy!]!`
        pub order: ::core::option::Option<::std::vec::Vec<super::types::PostsOrderBy>>,
        /// `text`: `String`
        pub text: rt::Input<::std::string::String>,
    }
    impl rt::ToJson for DefaultVariable {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.given("first", &self.first);
            object.given("order", &self.order);
            object.member("text", &self.text);
            object.end();
        }
    }
    impl rt::Operation for DefaultVariable {
        type Answer = default_variable::Answer;
        const NAME: &'static str = "DefaultVariable";
        const DOCUMENT: &'static str = "query DefaultVariable($first: Int! = 10, $text: String = \"a\", $order: [PostsOrderBy!]! = [ID_ASC]) {\n  posts(first: $first, orderBy: $order, where: { name: { includes: $text } }) { totalCount }\n}\n";
        const IS_MUTATION: bool = false;
    }
    /// What `DefaultVariable` answers.
    pub mod default_variable {
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
