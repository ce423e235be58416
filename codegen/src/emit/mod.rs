//! The model and the checked queries to Rust: a plain struct a table, its constants, its constructor from cells and
//! its encoder to values; then what may be inserted and updated. Nothing is derived on tables, and nothing generic is written: that keeps builds short.

mod enums;
mod names;
mod operation;
mod statements;
mod table;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Model, PageInfoShape, PageShape, Table};
use crate::operation::Operations;
use crate::query::TableQuery;

/// The code of the tables that have a query, in the model's order, and of the operations.
///
/// # Errors
/// Two types that Rust would call the same, a runtime that is no path, or code that does not parse.
pub(crate) fn emit(
    model: &Model,
    queries: &[TableQuery],
    operations: &Operations,
    runtime: &str,
) -> Result<String, Diagnostics> {
    let wrong = |message: String| vec![Diagnostic::error(message)];
    let runtime: syn::Path =
        syn::parse_str(runtime).map_err(|error| wrong(format!("`{runtime}` is no Rust path: {error}")))?;
    let by_row_type: BTreeMap<&str, &TableQuery> =
        queries.iter().map(|query| (query.row_type.as_str(), query)).collect();
    let selected: Vec<(&Table, &TableQuery)> =
        model.tables.iter().filter_map(|table| Some((table, *by_row_type.get(table.row_type.as_str())?))).collect();
    collisions(model, &selected)?;
    let enums = model.enums.iter().map(enums::emit);
    let taken = model.enums.iter().map(|def| &def.name).chain(selected.iter().map(|(table, _)| &table.row_type));
    let mut taken = names::TypeNames::new(taken);
    let tables = selected.iter().map(|(table, query)| table::emit(table, query, &mut taken));
    let page = selected.first().map(|(table, _)| page_shape(&table.page));
    let names = selected.iter().map(|(table, _)| names::type_name(&table.row_type));
    let columns = model.enums.iter().map(|def| def.name.as_str()).collect();
    let operations = operation::emit(operations, &columns);
    let tokens: TokenStream = quote! {
        use #runtime as rt;

        #(#enums)*
        #(#tables)*

        #page

        /// Every table, each behind the tables that it refers to.
        pub static TABLES: &[&rt::TableQuery] = &[#(<#names as rt::Table>::QUERY),*];

        #operations
    };
    let file = syn::parse2(tokens).map_err(|error| wrong(format!("the generated code does not parse: {error}")))?;
    Ok(prettyplease::unparse(&file))
}

/// The shape of a page, which is the same for every table.
fn page_shape(page: &PageShape) -> TokenStream {
    let PageShape { rows, info, total, limit, offset, after, by_key, integer, tenant } = page;
    let [rows, total, after, by_key] = [rows, total, after, by_key].map(|name| optional(*name));
    let info = optional(info.map(|PageInfoShape { field, more, cursor }| {
        let cursor = optional(cursor);
        quote!(rt::PageInfoShape { field: #field, more: #more, cursor: #cursor })
    }));
    quote! {
        /// How a page is asked for, and how it arrives.
        const PAGE: rt::PageShape = rt::PageShape {
            rows: #rows,
            info: #info,
            total: #total,
            limit: #limit,
            offset: #offset,
            after: #after,
            by_key: #by_key,
            integer: #integer,
            tenant: #tenant,
        };
    }
}

fn optional(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(::core::option::Option::None), |value| quote!(::core::option::Option::Some(#value)))
}

/// Types that the API tells apart by their case or underscores alone would be one type.
fn collisions(model: &Model, selected: &[(&Table, &TableQuery)]) -> Result<(), Diagnostics> {
    let tables = selected.iter().map(|(table, query)| (&table.row_type, Some(query.operation.at.clone())));
    let all = model.enums.iter().map(|def| (&def.name, def.at.clone())).chain(tables);
    let (mut seen, mut found) = (BTreeMap::new(), Vec::new());
    for (graphql, at) in all {
        let rust = names::type_name(graphql).to_string();
        if let Some(first) = seen.insert(rust.clone(), graphql) {
            let message = format!("`{first}` and `{graphql}` would both be `{rust}` in Rust");
            let note = "leave one of them out under [left-out] in typeferry.toml, with a reason";
            found.push(Diagnostic::error(message).at(at).note(note));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}
