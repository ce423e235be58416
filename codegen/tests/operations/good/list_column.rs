/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `ListColumn`.
    #[derive(Debug, Clone)]
    pub struct ListColumn {
        /// `id`: `UUID!`
        pub id: rt::Uuid,
    }
    impl rt::ToJson for ListColumn {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("id", &self.id);
            object.end();
        }
    }
    impl rt::Operation for ListColumn {
        type Answer = list_column::Answer;
        const NAME: &'static str = "ListColumn";
        const DOCUMENT: &'static str = "query ListColumn($id: UUID!) { post(id: $id) { labels } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `ListColumn` answers.
    pub mod list_column {
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
            /// `labels`: `[String]`
            pub labels: ::core::option::Option<
                ::std::vec::Vec<::core::option::Option<::std::string::String>>,
            >,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["labels"])?;
                ::core::result::Result::Ok(Self {
                    labels: fields.get(0usize)?,
                })
            }
        }
    }
}
