//! What operations take: enums, input objects, and variables, which are the fields of an object.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::names::{code, field_names, type_name, variant_names};
use super::{Paths, listed};
use crate::operation::{InputDef, InputField, InputKind};
use crate::schema::EnumValue;

pub(super) fn emit(def: &InputDef, paths: &Paths<'_>) -> TokenStream {
    let name = type_name(&def.name);
    match &def.kind {
        InputKind::Enum(values) if paths.columns.contains(def.name.as_str()) => {
            to_json(&paths.named(&def.name), &name, values)
        }
        InputKind::Enum(values) => enumeration(&def.name, values),
        InputKind::Object { fields, left_out } => {
            let names: Vec<_> = left_out.iter().map(|field| code(field)).collect();
            let left_out = match &names[..] {
                [] => String::new(),
                names => format!(" Left out, since they lead back here: {}.", names.join(", ")),
            };
            let doc = format!(" The input {}.{left_out}", code(&def.name));
            object(&name, fields, &doc, paths)
        }
    }
}

/// A struct with these fields, and its JSON.
pub(super) fn object(name: &Ident, fields: &[InputField], doc: &str, paths: &Paths<'_>) -> TokenStream {
    let idents = field_names(fields.iter().map(|field| field.name.as_str()));
    let types = fields.iter().map(|field| field_type(field, paths));
    let docs = fields.iter().map(|field| format!(" {}: {}", code(&field.name), code(&field.ty.to_string())));
    let members = fields.iter().zip(&idents).map(|(field, ident)| {
        let graphql = &field.name;
        let method = if is_given(field) { quote!(given) } else { quote!(member) };
        quote!(object.#method(#graphql, &self.#ident);)
    });
    let may_be_empty = fields.iter().all(|field| field.has_default || !field.ty.is_non_null());
    let object = if fields.is_empty() { quote!(object) } else { quote!(mut object) };
    let default = may_be_empty.then(|| quote!(, Default));
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone #default)]
        pub struct #name { #(#[doc = #docs] pub #idents: #types),* }

        impl rt::ToJson for #name {
            fn to_json(&self, out: &mut ::std::string::String) {
                let #object = rt::JsonObject::begin(out);
                #(#members)*
                object.end();
            }
        }
    }
}

/// Whether it is not null and may be left out.
fn is_given(field: &InputField) -> bool {
    field.has_default && field.ty.is_non_null()
}

fn field_type(field: &InputField, paths: &Paths<'_>) -> TokenStream {
    let inner = match &field.leaf {
        Some(leaf) => paths.leaf(leaf),
        None => paths.named(field.ty.name()),
    };
    let inner = if field.is_boxed { quote!(::std::boxed::Box<#inner>) } else { inner };
    let ty = listed(&field.ty, &inner);
    match (field.ty.is_non_null(), field.has_default) {
        (true, false) => ty,
        (true, true) => quote!(::core::option::Option<#ty>),
        (false, _) => quote!(rt::Input<#ty>),
    }
}

fn enumeration(graphql: &str, values: &[EnumValue]) -> TokenStream {
    let name = type_name(graphql);
    let variants = variant_names(values.iter().map(|value| value.name.as_str()));
    let names: Vec<_> = values.iter().map(|value| value.name.as_str()).collect();
    let docs = names.iter().map(|name| format!(" {}", code(name)));
    let doc = format!(" The enum {}.", code(graphql));
    let wanted = format!("a value of {graphql}");
    let to_json = to_json(&quote!(#name), &name, values);
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum #name { #(#[doc = #docs] #variants),* }

        impl rt::FromCell for #name {
            fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
                match &*cell.text()? {
                    #(#names => ::core::result::Result::Ok(Self::#variants),)*
                    other => ::core::result::Result::Err(rt::Mismatch::new(#wanted, other)),
                }
            }
        }

        #to_json
    }
}

fn to_json(path: &TokenStream, name: &Ident, values: &[EnumValue]) -> TokenStream {
    let variants = variant_names(values.iter().map(|value| value.name.as_str()));
    let texts = values.iter().map(|value| format!("\"{}\"", value.name));
    let doc = format!(" By the names that the API has for the values of `{name}`.");
    quote! {
        #[doc = #doc]
        impl rt::ToJson for #path {
            fn to_json(&self, out: &mut ::std::string::String) {
                out.push_str(match self { #(Self::#variants => #texts),* });
            }
        }
    }
}
