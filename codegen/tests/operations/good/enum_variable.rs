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
    /// The variables of the query `EnumVariable`.
    #[derive(Debug, Clone)]
    pub struct EnumVariable {
        /// `order`: `[PostsOrderBy!]`
        pub order: rt::Input<::std::vec::Vec<super::types::PostsOrderBy>>,
        /// `state`: `PostState!`
        pub state: super::PostState,
    }
    impl rt::ToJson for EnumVariable {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("order", &self.order);
            object.member("state", &self.state);
            object.end();
        }
    }
    impl rt::Operation for EnumVariable {
        type Answer = enum_variable::Answer;
        const NAME: &'static str = "EnumVariable";
        const DOCUMENT: &'static str = "query EnumVariable($order: [PostsOrderBy!], $state: PostState!) { posts(orderBy: $order, where: { state: $state }) { totalCount } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `EnumVariable` answers.
    pub mod enum_variable {
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
