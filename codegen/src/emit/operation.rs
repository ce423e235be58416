//! The code of operations: a struct of each one's variables, a module of its answer, and the types that they share.

mod answer;
mod input;

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::{code, module_name, type_name};
use super::table::inner_type;
use crate::operation::{Leaf, OperationDef, Operations};
use crate::schema::TypeRef;

/// Where the types are that code names, from the module that it stands in.
struct Paths<'a> {
    /// To the module of the tables.
    top: TokenStream,
    /// To the module of the operations' own types.
    types: TokenStream,
    /// The enums of columns, which stand beside the tables.
    columns: &'a BTreeSet<&'a str>,
}

/// The modules of the operations and of their types; nothing where there are none. `columns` has the enums that stand beside
/// the tables.
pub(super) fn emit(operations: &Operations, columns: &BTreeSet<&str>) -> TokenStream {
    if operations.all.is_empty() {
        return TokenStream::new();
    }
    let all = operations.all.iter().map(|operation| emit_one(operation, columns));
    let paths = Paths { top: quote!(super::), types: TokenStream::new(), columns };
    let types: Vec<_> = operations.types.values().map(|def| input::emit(def, &paths)).collect();
    let types = (!types.is_empty()).then(|| {
        quote! {
            /// What operations take, and the enums of their answers.
            pub mod types {
                use super::rt;

                #(#types)*
            }
        }
    });
    quote! {
        #types

        /// The operations: a struct of the variables of each, and a module with what it answers.
        pub mod operations {
            use super::rt;

            #(#all)*
        }
    }
}

fn emit_one(operation: &OperationDef, columns: &BTreeSet<&str>) -> TokenStream {
    let OperationDef { name, document, is_mutation, variables, answer } = operation;
    let (ident, module) = (type_name(name), module_name(name));
    let kind = if *is_mutation { "mutation" } else { "query" };
    let doc = format!(" The variables of the {kind} {}.", code(name));
    let paths = Paths { top: quote!(super::), types: quote!(super::types::), columns };
    let body = input::object(&ident, variables, &doc, &paths);
    let paths = Paths { top: quote!(super::super::), types: quote!(super::super::types::), columns };
    let answer = answer::emit(answer, &paths);
    let answer_doc = format!(" What {} answers.", code(name));
    quote! {
        #body

        impl rt::Operation for #ident {
            type Answer = #module::Answer;

            const NAME: &'static str = #name;
            const DOCUMENT: &'static str = #document;
            const IS_MUTATION: bool = #is_mutation;
        }

        #[doc = #answer_doc]
        pub mod #module {
            use super::rt;

            #answer
        }
    }
}

impl Paths<'_> {
    /// The Rust type of a value that is not null, within its lists.
    fn leaf(&self, leaf: &Leaf) -> TokenStream {
        match leaf {
            Leaf::Column(ty) | Leaf::Scalar(ty) => inner_type(ty, &self.top),
            Leaf::Enum(name) => self.named(name),
            // What is no path is refused where the configuration is read.
            Leaf::Named(path) => path.parse().unwrap_or_default(),
        }
    }

    /// A type by its GraphQL name.
    fn named(&self, name: &str) -> TokenStream {
        let prefix = if self.columns.contains(name) { &self.top } else { &self.types };
        let ident: Ident = type_name(name);
        quote!(#prefix #ident)
    }
}

/// A type with its lists around the innermost one, where it is not null itself.
fn listed(ty: &TypeRef, inner: &TokenStream) -> TokenStream {
    match ty {
        TypeRef::Named(_) => inner.clone(),
        TypeRef::NonNull(ty) => listed(ty, inner),
        TypeRef::List(element) => {
            let of = listed(element, inner);
            if element.is_non_null() {
                quote!(::std::vec::Vec<#of>)
            } else {
                quote!(::std::vec::Vec<::core::option::Option<#of>>)
            }
        }
    }
}
