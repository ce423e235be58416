//! The code of a table.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::names::{TypeNames, code, field_names, type_name};
use super::{optional, statements};
use crate::diagnostic::visible;
use crate::model::{Access, Column, ColumnType, ForeignKey, Kind, Mutability, Reason, Scalar, Table};
use crate::query::{Reading, TableQuery};
use crate::scalar_types;

pub(super) fn emit(table: &Table, query: &TableQuery, names: &mut TypeNames) -> TokenStream {
    let reading = Reading::new(table, query);
    let columns = &reading.columns;
    let name = type_name(&table.row_type);
    let fields = field_names(columns.iter().map(|column| column.name.as_str()));
    let types = columns.iter().map(|column| rust_type(column));
    let docs = columns.iter().map(|column| format!(" {} {}", code(&column.name), visible(&column.pg_type)));
    let doc = format!(" A row of {}.", code(&table.qualified()));
    let positions = 0..columns.len();
    let def = def(&reading, &name);
    let statements = statements::emit(table, columns, &reading.key, &name, names);
    quote! {
        #[doc = #doc]
        pub struct #name { #(#[doc = #docs] pub #fields: #types),* }

        impl rt::Row for #name {
            fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
                out.extend([#(rt::ToValue::to_value(&self.#fields)),*]);
            }
        }

        impl rt::Table for #name {
            const QUERY: &'static rt::TableQuery = &#def;

            fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
                ::core::result::Result::Ok(Self { #(#fields: cells.get(#positions)?),* })
            }
        }

        #statements
    }
}

fn def(reading: &Reading<'_>, name: &Ident) -> TokenStream {
    let Reading { table, columns, key, root_field, .. } = reading;
    let Table { schema, name: table_name, row_type, .. } = table;
    let arguments = reading.arguments();
    let (tenancy, cursor) = (tenancy(reading), text_option(reading.cursor_type()));
    let module = text_option(table.module.clone());
    let selection = reading.selection();
    let fields = list(columns.iter().map(|column| text(&column.field)));
    let columns_def = list(columns.iter().map(|column| column_def(column)));
    let key = list(key.iter().map(|position| quote!(#position)));
    let foreign_keys = list(table.foreign_keys.iter().map(foreign_key_def));
    let [schema, table_name, row_type, root_field] = [schema.as_str(), table_name, row_type, root_field].map(text);
    let [arguments, selection] = [arguments, selection].map(|part| text(&part));
    quote! {
        rt::TableQuery {
            table: rt::TableDef {
                schema: #schema,
                name: #table_name,
                columns: #columns_def,
                key: #key,
                foreign_keys: #foreign_keys,
                module: #module,
            },
            row_type: #row_type,
            root_field: #root_field,
            arguments: #arguments,
            tenancy: #tenancy,
            page: PAGE,
            cursor_type: #cursor,
            selection: #selection,
            fields: #fields,
            read: rt::Reader::Typed(rt::read::<#name>),
        }
    }
}

/// How the document says whose rows are wanted.
fn tenancy(reading: &Reading<'_>) -> TokenStream {
    if let Some((path, list_type)) = reading.keys() {
        let [list_type, schema, table, column] =
            [&list_type, &path.schema, &path.table, &path.column].map(|part| text(part));
        return quote! {
            rt::Tenancy::Keys(rt::KeySource { list_type: #list_type, schema: #schema, table: #table, column: #column })
        };
    }
    let Some(ty) = reading.tenant_type() else { return quote!(rt::Tenancy::All) };
    let ty = text(&ty);
    quote!(rt::Tenancy::Tenant(#ty))
}

fn column_def(column: &Column) -> TokenStream {
    let Column { name, pg_type, nullable, has_default, .. } = column;
    let (kind, array) = (kind(column.ty.kind()), column.ty.is_array());
    let Mutability { insertable, updatable, overriding } = column.mutability;
    let flags = [
        (array, "array"),
        (*nullable, "nullable"),
        (*has_default, "with_default"),
        (overriding, "identity_always"),
        (insertable == Access::No(Reason::Generated), "generated"),
        (insertable == Access::No(Reason::NotInInput), "not_in_input"),
        (updatable == Access::No(Reason::NotInPatch), "not_in_patch"),
    ];
    let flags = flags.iter().filter(|(is, _)| *is).map(|(_, flag)| format_ident!("{flag}"));
    let losses = column.losses.iter().map(|loss| format_ident!("{loss:?}"));
    let losses = (!column.losses.is_empty()).then(|| quote!(.losing(&[#(rt::Loss::#losses),*])));
    let environment = column.environment.iter().map(|expression| quote!(.environment(#expression)));
    quote!(rt::ColumnDef::new(#name, #pg_type, rt::Kind::#kind)#(.#flags())*#losses #(#environment)*)
}

fn kind(kind: Kind) -> TokenStream {
    match kind {
        Kind::Bool => quote!(Bool),
        Kind::Int => quote!(Int),
        Kind::Plain => quote!(Plain),
        Kind::Text => quote!(Text),
        Kind::Json => quote!(Json),
        Kind::Money => quote!(Money),
        Kind::Xml => quote!(Xml),
    }
}

fn foreign_key_def(key: &ForeignKey) -> TokenStream {
    let ForeignKey { columns, schema, table, references, .. } = key;
    let [columns, references] = [columns, references].map(|names| list(names.iter().map(|name| text(name))));
    let [schema, table] = [schema, table].map(|name| text(name));
    quote! {
        rt::ForeignKeyDef {
            columns: #columns,
            schema: #schema,
            table: #table,
            references: #references,
        }
    }
}

fn text(text: &str) -> TokenStream {
    quote!(rt::Cow::Borrowed(#text))
}

fn text_option(name: Option<String>) -> TokenStream {
    optional(name.map(|name| text(&name)))
}

fn list(items: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote!(rt::Cow::Borrowed(&[#(#items),*]))
}

pub(super) fn rust_type(column: &Column) -> TokenStream {
    let ty = inner_type(&column.ty, &TokenStream::new());
    if column.nullable { quote!(::core::option::Option<#ty>) } else { ty }
}

/// The Rust type of values that are not null; `top` is the path to the module of the tables.
pub(super) fn inner_type(ty: &ColumnType, top: &TokenStream) -> TokenStream {
    match ty {
        ColumnType::Scalar(scalar) => scalar_type(*scalar),
        ColumnType::Verbatim(_) => quote!(rt::Verbatim),
        ColumnType::Enum(name) => {
            let name = type_name(name);
            quote!(#top #name)
        }
        ColumnType::Array(element) => {
            let element = inner_type(element, top);
            quote!(::std::vec::Vec<::core::option::Option<#element>>)
        }
    }
}

macro_rules! define {
    ($($name:ident $pg:literal $graphql:literal $kind:ident $equality:ident $rust:ty;)*) => {
        fn scalar_type(scalar: Scalar) -> TokenStream {
            match scalar {
                $(Scalar::$name => quote!($rust),)*
            }
        }
    };
}

scalar_types!(define);
