//! What an operation answers: structs, and enums of structs where the type of an object is told apart.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::names::{code, field_names, variant_names};
use super::{Paths, listed};
use crate::operation::{Answer, Cases, Field, Leaf, Shape, Struct};

pub(super) fn emit(answer: &Answer, paths: &Paths<'_>) -> TokenStream {
    let structs = answer.structs.iter().map(|own| object(own, paths));
    let cases = answer.cases.iter().map(emit_cases);
    quote! { #(#structs)* #(#cases)* }
}

fn object(own: &Struct, paths: &Paths<'_>) -> TokenStream {
    let name = format_ident!("{}", own.name);
    let doc = format!(" Of {}.", code(&own.of));
    let idents = field_names(own.fields.iter().map(|field| field.key.trim_start_matches("__")));
    let types = own.fields.iter().map(|field| field_type(field, paths));
    let keys: Vec<_> = own.fields.iter().map(|field| field.key.as_str()).collect();
    let docs = own.fields.iter().map(|field| format!(" {}: {}", code(&field.key), code(&field.ty.to_string())));
    let values = own.fields.iter().enumerate().map(|(at, field)| {
        let method = if field.is_conditional { quote!(if_asked) } else { quote!(get) };
        quote!(fields.#method(#at)?)
    });
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone)]
        pub struct #name { #(#[doc = #docs] pub #idents: #types),* }

        impl rt::FromCell for #name {
            fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &[#(#keys),*])?;
                ::core::result::Result::Ok(Self { #(#idents: #values),* })
            }
        }
    }
}

fn field_type(field: &Field, paths: &Paths<'_>) -> TokenStream {
    let ty = match &field.shape {
        Shape::Leaf(leaf @ Leaf::Column(_)) => paths.leaf(leaf),
        Shape::Leaf(leaf) => listed(&field.ty, &paths.leaf(leaf)),
        Shape::Own(name) => {
            let name = format_ident!("{name}");
            listed(&field.ty, &quote!(#name))
        }
    };
    if field.is_conditional || !field.ty.is_non_null() { quote!(::core::option::Option<#ty>) } else { ty }
}

fn emit_cases(cases: &Cases) -> TokenStream {
    let [name, other] = [&cases.name, &cases.other].map(|name| format_ident!("{name}"));
    let variants = variant_names(cases.objects.iter().map(|case| case.of.as_str()).chain(["Other"]));
    let (last, variants) = variants.split_last().map(|(last, variants)| (Some(last), variants)).unwrap_or_default();
    let types: Vec<_> = cases.objects.iter().map(|case| format_ident!("{}", case.is)).collect();
    let objects: Vec<_> = cases.objects.iter().map(|case| case.of.as_str()).collect();
    let docs = objects.iter().map(|object| format!(" {}", code(object)));
    let (doc, typename) = (format!(" Of {}, by what it is.", code(&cases.of)), &cases.typename);
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone)]
        pub enum #name {
            #(#[doc = #docs] #variants(#types),)*
            /// Another type.
            #last(#other),
        }

        impl rt::FromCell for #name {
            fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
                ::core::result::Result::Ok(match &*rt::Fields::typename(cell, #typename)? {
                    #(#objects => Self::#variants(rt::FromCell::from_cell(cell)?),)*
                    _ => Self::#last(rt::FromCell::from_cell(cell)?),
                })
            }
        }
    }
}
