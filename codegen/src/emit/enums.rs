//! The code of an enum: labels and GraphQL names side by side.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{code, type_name, variant_names};
use crate::model::Enum;

pub(super) fn emit(def: &Enum) -> TokenStream {
    let name = type_name(&def.name);
    let variants = variant_names(def.values.iter().map(|(value, _)| value.as_str()));
    let graphql = def.values.iter().map(|(value, _)| value);
    let labels: Vec<_> = def.values.iter().map(|(_, label)| label).collect();
    let docs = labels.iter().map(|label| format!(" {}", code(label)));
    let doc = format!(" The enum that the API calls `{}`.", def.name);
    let wanted = format!("a value of {}", def.name);
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum #name { #(#[doc = #docs] #variants),* }

        impl #name {
            /// The label in PostgreSQL.
            pub fn label(self) -> &'static str {
                match self { #(Self::#variants => #labels),* }
            }
        }

        impl rt::FromCell for #name {
            fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
                match &*cell.text()? {
                    #(#graphql => ::core::result::Result::Ok(Self::#variants),)*
                    other => ::core::result::Result::Err(rt::Mismatch::new(#wanted, other)),
                }
            }
        }

        impl rt::ToValue for #name {
            fn to_value(&self) -> rt::Value<'_> {
                rt::Value::Plain(self.label())
            }
        }
    }
}
