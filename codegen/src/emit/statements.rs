//! The code of what may be written of a table: a row to insert, the identities to keep, what an upsert may set, and a
//! patch. What a statement may not name is in no struct.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::{TypeNames, code, field_names, variant_names};
use super::table::{inner_type, rust_type};
use crate::diagnostic::visible;
use crate::model::{Column, Table};

/// A selected column, where it stands and what its field is called.
struct Member<'a> {
    column: &'a Column,
    position: usize,
    name: Ident,
}

/// The code for a table whose row type is `row`; `key` has the positions of its key.
pub(super) fn emit(
    table: &Table,
    columns: &[&Column],
    key: &[usize],
    row: &Ident,
    names: &mut TypeNames,
) -> TokenStream {
    let fields = field_names(columns.iter().map(|column| column.name.as_str()));
    let members = columns.iter().zip(fields).enumerate();
    let members: Vec<_> = members.map(|(position, (column, name))| Member { column, position, name }).collect();
    let of = |wanted: &dyn Fn(&Member<'_>) -> bool| members.iter().filter(|member| wanted(member)).collect::<Vec<_>>();
    let inserted = of(&|member| member.column.mutability.without_overriding().insertable.is_yes());
    let updated = of(&|member| member.column.mutability.updatable.is_yes());
    let mut code = TokenStream::new();
    if !inserted.is_empty() {
        let insert = names.derived(row, "Insert");
        code.extend(insert_struct(table, row, &insert, &inserted));
        let kept = of(&|member| member.column.mutability.overriding);
        if !kept.is_empty() {
            code.extend(identities_struct(table, &names.derived(row, "Identities"), &insert, &kept));
        }
        let is_set = |member: &Member<'_>| {
            let mutability = member.column.mutability;
            mutability.insertable.is_yes() && mutability.updatable.is_yes() && !key.contains(&member.position)
        };
        let set = of(&is_set);
        if !set.is_empty() && !key.is_empty() {
            code.extend(column_enum(table, &names.derived(row, "Column"), &insert, &set));
        }
    }
    if !updated.is_empty() && !key.is_empty() {
        let key: Vec<_> = key.iter().map(|position| columns[*position]).collect();
        code.extend(patch_struct(table, row, &names.derived(row, "Patch"), &updated, &key));
    }
    code
}

fn insert_struct(table: &Table, row: &Ident, name: &Ident, members: &[&Member<'_>]) -> TokenStream {
    let doc =
        format!(" A row to insert into {}; what is `None` is left to the column's default.", code(&table.qualified()));
    let is_required = |member: &Member<'_>| !member.column.nullable && !member.column.has_default;
    let types = members.iter().map(|member| {
        let ty = rust_type(member.column);
        if is_required(member) { ty } else { quote!(rt::Given<#ty>) }
    });
    let fields = members.iter().map(|member| &member.name);
    let values = members.iter().map(|member| {
        let field = &member.name;
        if is_required(member) {
            quote!(::core::option::Option::Some(rt::ToValue::to_value(&self.#field)))
        } else {
            quote!(rt::given(&self.#field))
        }
    });
    let (docs, positions) = (docs(members), positions(members));
    quote! {
        #[doc = #doc]
        pub struct #name { #(#[doc = #docs] pub #fields: #types),* }

        impl rt::Insert for #name {
            const TABLE: &'static rt::TableDef = <#row as rt::Table>::DEF;
            const COLUMNS: &'static [usize] = &[#(#positions),*];

            fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
                out.extend([#(#values),*]);
            }
        }
    }
}

fn identities_struct(table: &Table, name: &Ident, insert: &Ident, members: &[&Member<'_>]) -> TokenStream {
    let doc = format!(" The identities of a row of {} that are kept rather than assigned.", code(&table.qualified()));
    let fields: Vec<_> = members.iter().map(|member| &member.name).collect();
    let types = members.iter().map(|member| inner_type(&member.column.ty, &TokenStream::new()));
    let (docs, positions) = (docs(members), positions(members));
    quote! {
        #[doc = #doc]
        pub struct #name { #(#[doc = #docs] pub #fields: #types),* }

        impl rt::KeptIdentities for #name {
            type Insert = #insert;
            const COLUMNS: &'static [usize] = &[#(#positions),*];

            fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
                out.extend([#(rt::ToValue::to_value(&self.#fields)),*]);
            }
        }
    }
}

fn column_enum(table: &Table, name: &Ident, insert: &Ident, members: &[&Member<'_>]) -> TokenStream {
    let doc = format!(" A column of {} that an upsert may set.", code(&table.qualified()));
    let variants = variant_names(members.iter().map(|member| member.column.name.as_str()));
    let (docs, positions) = (docs(members), positions(members));
    quote! {
        #[doc = #doc]
        pub enum #name { #(#[doc = #docs] #variants),* }

        impl rt::UpsertColumn for #name {
            type Insert = #insert;

            fn position(&self) -> usize {
                match self { #(Self::#variants => #positions),* }
            }
        }
    }
}

fn patch_struct(table: &Table, row: &Ident, name: &Ident, members: &[&Member<'_>], key: &[&Column]) -> TokenStream {
    let doc = format!(" What to set in a row of {}; what is `None` stays as it is.", code(&table.qualified()));
    let fields: Vec<_> = members.iter().map(|member| &member.name).collect();
    let types = members.iter().map(|member| rust_type(member.column));
    let (docs, positions) = (docs(members), positions(members));
    let (key_type, key_values) = key_parts(key);
    quote! {
        #[doc = #doc]
        pub struct #name { #(#[doc = #docs] pub #fields: rt::Given<#types>),* }

        impl #name {
            /// A patch that sets nothing yet.
            pub const NOTHING: Self = Self { #(#fields: ::core::option::Option::None),* };
        }

        impl rt::Patch for #name {
            type Key = #key_type;
            const TABLE: &'static rt::TableDef = <#row as rt::Table>::DEF;
            const COLUMNS: &'static [usize] = &[#(#positions),*];

            fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
                out.extend([#(rt::ToValue::to_value(#key_values)),*]);
            }

            fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
                out.extend([#(rt::given(&self.#fields)),*]);
            }
        }
    }
}

/// The type of a key, and its parts. A key is never NULL, whatever the API says.
fn key_parts(key: &[&Column]) -> (TokenStream, Vec<TokenStream>) {
    let types: Vec<_> = key.iter().map(|column| inner_type(&column.ty, &TokenStream::new())).collect();
    if let [one] = types.as_slice() {
        return (one.clone(), vec![quote!(key)]);
    }
    let parts = (0..types.len()).map(syn::Index::from).map(|index| quote!(&key.#index));
    (quote!((#(#types),*)), parts.collect())
}

fn docs(members: &[&Member<'_>]) -> Vec<String> {
    let doc = |member: &&Member<'_>| format!(" {} {}", code(&member.column.name), visible(&member.column.pg_type));
    members.iter().map(doc).collect()
}

fn positions(members: &[&Member<'_>]) -> Vec<usize> {
    members.iter().map(|member| member.position).collect()
}
