/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `NestedConnection`.
    #[derive(Debug, Clone)]
    pub struct NestedConnection {
        /// `first`: `Int!`
        pub first: i32,
        /// `more`: `Cursor`
        pub more: rt::Input<rt::Verbatim>,
    }
    impl rt::ToJson for NestedConnection {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("first", &self.first);
            object.member("more", &self.more);
            object.end();
        }
    }
    impl rt::Operation for NestedConnection {
        type Answer = nested_connection::Answer;
        const NAME: &'static str = "NestedConnection";
        const DOCUMENT: &'static str = "query NestedConnection($first: Int!, $more: Cursor) {\n  authors(first: $first) { nodes { id posts(first: 5, after: $more) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } } }\n}\n";
        const IS_MUTATION: bool = false;
    }
    /// What `NestedConnection` answers.
    pub mod nested_connection {
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
            /// `nodes`: `[Author]!`
            pub nodes: ::std::vec::Vec<::core::option::Option<AuthorsNodes>>,
        }
        impl rt::FromCell for Authors {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["nodes"])?;
                ::core::result::Result::Ok(Self { nodes: fields.get(0usize)? })
            }
        }
        /// Of `Author`.
        #[derive(Debug, Clone)]
        pub struct AuthorsNodes {
            /// `id`: `Int!`
            pub id: i32,
            /// `posts`: `PostsConnection!`
            pub posts: AuthorsNodesPosts,
        }
        impl rt::FromCell for AuthorsNodes {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id", "posts"])?;
                ::core::result::Result::Ok(Self {
                    id: fields.get(0usize)?,
                    posts: fields.get(1usize)?,
                })
            }
        }
        /// Of `PostsConnection`.
        #[derive(Debug, Clone)]
        pub struct AuthorsNodesPosts {
            /// `nodes`: `[Post]!`
            pub nodes: ::std::vec::Vec<::core::option::Option<AuthorsNodesPostsNodes>>,
            /// `pageInfo`: `PageInfo!`
            pub page_info: AuthorsNodesPostsPageInfo,
            /// `totalCount`: `Int!`
            pub total_count: i32,
        }
        impl rt::FromCell for AuthorsNodesPosts {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["nodes", "pageInfo", "totalCount"])?;
                ::core::result::Result::Ok(Self {
                    nodes: fields.get(0usize)?,
                    page_info: fields.get(1usize)?,
                    total_count: fields.get(2usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct AuthorsNodesPostsNodes {
            /// `id`: `UUID!`
            pub id: rt::Uuid,
        }
        impl rt::FromCell for AuthorsNodesPostsNodes {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["id"])?;
                ::core::result::Result::Ok(Self { id: fields.get(0usize)? })
            }
        }
        /// Of `PageInfo`.
        #[derive(Debug, Clone)]
        pub struct AuthorsNodesPostsPageInfo {
            /// `hasNextPage`: `Boolean!`
            pub has_next_page: bool,
            /// `endCursor`: `Cursor`
            pub end_cursor: ::core::option::Option<rt::Verbatim>,
        }
        impl rt::FromCell for AuthorsNodesPostsPageInfo {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["hasNextPage", "endCursor"])?;
                ::core::result::Result::Ok(Self {
                    has_next_page: fields.get(0usize)?,
                    end_cursor: fields.get(1usize)?,
                })
            }
        }
    }
}
