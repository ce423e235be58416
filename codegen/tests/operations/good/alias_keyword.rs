/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `AliasKeyword`.
    #[derive(Debug, Clone)]
    pub struct AliasKeyword {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for AliasKeyword {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for AliasKeyword {
        type Answer = alias_keyword::Answer;
        const NAME: &'static str = "AliasKeyword";
        const DOCUMENT: &'static str = "query AliasKeyword($id: UUID!) { post(id: $id) { self { type fn: name Self: name } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `AliasKeyword` answers.
    pub mod alias_keyword {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `post`: `Post`
            pub post: ::core::option::Option<Post>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["post"])?;
                ::core::result::Result::Ok(Self { post: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct Post {
            /// `self`: `Post`
            pub self_: ::core::option::Option<PostSelf>,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["self"])?;
                ::core::result::Result::Ok(Self { self_: fields.get(0usize)? })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct PostSelf {
            /// `type`: `String`
            pub r#type: ::core::option::Option<::std::string::String>,
            /// `fn`: `String!`
            pub r#fn: ::std::string::String,
            /// `Self`: `String!`
            pub self_: ::std::string::String,
        }
        impl rt::FromCell for PostSelf {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["type", "fn", "Self"])?;
                ::core::result::Result::Ok(Self {
                    r#type: fields.get(0usize)?,
                    r#fn: fields.get(1usize)?,
                    self_: fields.get(2usize)?,
                })
            }
        }
    }
}
