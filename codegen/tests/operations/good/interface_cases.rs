/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `InterfaceCases`.
    #[derive(Debug, Clone, Default)]
    pub struct InterfaceCases {}
    impl rt::ToJson for InterfaceCases {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for InterfaceCases {
        type Answer = interface_cases::Answer;
        const NAME: &'static str = "InterfaceCases";
        const DOCUMENT: &'static str = "query InterfaceCases { named(name: \"a\") { __typename name ... on Post { id views } ... on Author { born } } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `InterfaceCases` answers.
    pub mod interface_cases {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `named`: `[Named!]!`
            pub named: ::std::vec::Vec<Named>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["named"])?;
                ::core::result::Result::Ok(Self { named: fields.get(0usize)? })
            }
        }
        /// Of `Author`.
        #[derive(Debug, Clone)]
        pub struct NamedAsAuthor {
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
            /// `name`: `String`
            pub name: ::core::option::Option<::std::string::String>,
            /// `born`: `Date`
            pub born: ::core::option::Option<rt::Date>,
        }
        impl rt::FromCell for NamedAsAuthor {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename", "name", "born"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                    born: fields.get(2usize)?,
                })
            }
        }
        /// Of `Post`.
        #[derive(Debug, Clone)]
        pub struct NamedAsPost {
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
            /// `name`: `String`
            pub name: ::core::option::Option<::std::string::String>,
            /// `id`: `UUID!`
            pub id: rt::Uuid,
            /// `views`: `BigInt!`
            pub views: i64,
        }
        impl rt::FromCell for NamedAsPost {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(
                    cell,
                    &["__typename", "name", "id", "views"],
                )?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                    id: fields.get(2usize)?,
                    views: fields.get(3usize)?,
                })
            }
        }
        /// Of `Named`.
        #[derive(Debug, Clone)]
        pub struct NamedAsOther {
            /// `__typename`: `String!`
            pub typename: ::std::string::String,
            /// `name`: `String`
            pub name: ::core::option::Option<::std::string::String>,
        }
        impl rt::FromCell for NamedAsOther {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["__typename", "name"])?;
                ::core::result::Result::Ok(Self {
                    typename: fields.get(0usize)?,
                    name: fields.get(1usize)?,
                })
            }
        }
        /// Of `Named`, by what it is.
        #[derive(Debug, Clone)]
        pub enum Named {
            /// `Author`
            Author(NamedAsAuthor),
            /// `Post`
            Post(NamedAsPost),
            /// Another type.
            Other(NamedAsOther),
        }
        impl rt::FromCell for Named {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                ::core::result::Result::Ok(
                    match &*rt::Fields::typename(cell, "__typename")? {
                        "Author" => Self::Author(rt::FromCell::from_cell(cell)?),
                        "Post" => Self::Post(rt::FromCell::from_cell(cell)?),
                        _ => Self::Other(rt::FromCell::from_cell(cell)?),
                    },
                )
            }
        }
    }
}
