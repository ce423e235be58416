/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `type`.
    #[derive(Debug, Clone)]
    pub struct Type {
        /// `crate`: `Int`
        pub crate_: rt::Input<i32>,
        /// `in`: `[Int!]`
        pub r#in: rt::Input<::std::vec::Vec<i32>>,
        /// `self`: `UUID!`
        pub self_: rt::Uuid,
    }
    impl rt::ToJson for Type {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("crate", &self.crate_);
            object.member("in", &self.r#in);
            object.member("self", &self.self_);
            object.end();
        }
    }
    impl rt::Operation for Type {
        type Answer = r#type::Answer;
        const NAME: &'static str = "type";
        const DOCUMENT: &'static str = "query type($self: UUID!, $crate: Int, $in: [Int!]) { post(id: $self) { id } authors(first: $crate, where: { id: { in: $in } }) { totalCount } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `type` answers.
    pub mod r#type {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `post`: `Post`
            pub post: ::core::option::Option<Post>,
            /// `authors`: `AuthorsConnection!`
            pub authors: Authors,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["post", "authors"])?;
                ::core::result::Result::Ok(Self {
                    post: fields.get(0usize)?,
                    authors: fields.get(1usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct Post {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for Post {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
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
