/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `InterfaceCommon`.
    #[derive(Debug, Clone, Default)]
    pub struct InterfaceCommon {}
    impl rt::ToJson for InterfaceCommon {
        fn to_json(&self, out: &mut ::std::string::String) {
            let object = rt::JsonObject::begin(out);
            object.end();
        }
    }
    impl rt::Operation for InterfaceCommon {
        type Answer = interface_common::Answer;
        const NAME: &'static str = "InterfaceCommon";
        const DOCUMENT: &'static str = "query InterfaceCommon { named { name } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `InterfaceCommon` answers.
    pub mod interface_common {
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
        /// Of `Named`.
        #[derive(Debug, Clone)]
        pub struct Named {
            /// `name`: `String`
            pub name: ::core::option::Option<::std::string::String>,
        }
        impl rt::FromCell for Named {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["name"])?;
                ::core::result::Result::Ok(Self { name: fields.get(0usize)? })
            }
        }
    }
}
