/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `TypenameUnionOnly`.
    #[derive(Debug, Clone, Default)]
    pub struct TypenameUnionOnly {}
    impl rt::ToJson for TypenameUnionOnly {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for TypenameUnionOnly {
        type Answer = typename_union_only::Answer;
        const NAME: &'static str = "TypenameUnionOnly";
        const DOCUMENT: &'static str = "query TypenameUnionOnly { search(text: \"a\") { __typename } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `TypenameUnionOnly` answers.
    pub mod typename_union_only {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `search`: `[SearchResult]`
            pub search: ::core::option::Option<
                ::std::vec::Vec<::core::option::Option<Search>>,
            >,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["search"])?;
                ::core::result::Result::Ok(Self {
                    search: fields.get(0usize)?,
                })
            }
        }
        /// Of `SearchResult`.
        #[derive(Debug, Clone)]
        pub struct Search {
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
        }
        impl rt::FromCell for Search {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                })
            }
        }
    }
}
