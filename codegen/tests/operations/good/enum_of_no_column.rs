/// What operations take, and the enums of their answers.
pub mod types {
    use super::rt;
    /// The enum `CommentKind`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum CommentKind {
        /// `NOTE`
        Note,
        /// `REPLY`
        Reply,
    }
    impl rt::FromCell for CommentKind {
        fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
            match &*cell.text()? {
                "NOTE" => ::core::result::Result::Ok(Self::Note),
                "REPLY" => ::core::result::Result::Ok(Self::Reply),
                other => {
                    ::core::result::Result::Err(
                        rt::Mismatch::new("a value of CommentKind", other),
                    )
                }
            }
        }
    }
    /// By the names that the API has for the values of `CommentKind`.
    impl rt::ToJson for CommentKind {
        fn to_json(&self, out: &mut ::std::string::String) {
            out.push_str(
                match self {
                    Self::Note => "\"NOTE\"",
                    Self::Reply => "\"REPLY\"",
                },
            );
        }
    }
}
/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `EnumOfNoColumn`.
    #[derive(Debug, Clone)]
    pub struct EnumOfNoColumn {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
        /// `kind`: `CommentKind`
        pub kind: rt::Input<super::types::CommentKind>,
    }
    impl rt::ToJson for EnumOfNoColumn {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.member("kind", &self.kind);
            object.end();
        }
    }
    impl rt::Operation for EnumOfNoColumn {
        type Answer = enum_of_no_column::Answer;
        const NAME: &'static str = "EnumOfNoColumn";
        const DOCUMENT: &'static str = "query EnumOfNoColumn($kind: CommentKind, $id: UUID!) { post(id: $id) { comments(kind: $kind) { type } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `EnumOfNoColumn` answers.
    pub mod enum_of_no_column {
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
            /// `comments`: `[Comment!]`
            pub comments: ::core::option::Option<::std::vec::Vec<PostComments>>,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["comments"])?;
                ::core::result::Result::Ok(Self {
                    comments: fields.get(0usize)?,
                })
            }
        }
        /// Of `Comment`.
        #[derive(Debug, Clone)]
        pub struct PostComments {
            /// `type`: `CommentKind!`
            pub r#type: super::super::types::CommentKind,
        }
        impl rt::FromCell for PostComments {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["type"])?;
                ::core::result::Result::Ok(Self {
                    r#type: fields.get(0usize)?,
                })
            }
        }
    }
}
