//! PostGraphile 5, plain and in Constructive's naming.
//!
//! Facts are read from the schema and from `_meta` wherever they are there; inflection is the fallback.

mod assumed;
mod inflection;
mod losses;
mod names;
mod page;
mod prune;
mod pull;
mod relations;
mod root;
mod tables;
mod types;
mod writes;

use super::{Assumed, Dialect, FilterArgument, Headers, NamedTable, OrderArgument, RowsField, WriteFields};
use crate::diagnostic::Diagnostics;
use crate::model::{Loss, PageShape, Scalar};
use crate::schema::meta::Meta;
use crate::schema::{Field, Schema};

/// PostGraphile, as one of its presets names things.
///
/// Every fact is read from the schema, in whichever naming it stands there.
#[derive(Debug)]
pub struct PostGraphile {
    name: &'static str,
    headers: Headers,
}

impl PostGraphile {
    /// With a preset of its own.
    pub const PLAIN: Self =
        Self { name: "postgraphile", headers: Headers { metadata: None, schemas: None, api: None, database: None } };
    /// With Constructive's preset.
    pub const CONSTRUCTIVE: Self = Self {
        name: "constructive",
        headers: Headers {
            metadata: Some(("X-Meta-Schema", "true")),
            schemas: Some("X-Schemata"),
            api: Some("X-Api-Name"),
            database: Some("X-Database-Id"),
        },
    };
    /// Its pages.
    pub const PAGE: PageShape = page::PAGE;
}

impl Dialect for PostGraphile {
    fn name(&self) -> &'static str {
        self.name
    }

    fn page(&self) -> PageShape {
        page::PAGE
    }

    fn losses(&self, scalar: Scalar) -> &'static [Loss] {
        losses::losses(scalar)
    }

    fn headers(&self) -> Headers {
        self.headers
    }

    fn filter(&self, root: &Field) -> Option<FilterArgument> {
        root::filter(root)
    }

    fn order(&self, rows: &RowsField<'_>) -> Option<OrderArgument> {
        root::order(rows)
    }

    fn ascending(&self, rows: &RowsField<'_>, column: &str) -> Option<String> {
        root::by_column(rows, column)
    }

    fn write_fields(&self, schema: &Schema, row_type: &str) -> WriteFields {
        writes::write_fields(schema, row_type)
    }

    fn texts(&self) -> &'static [&'static str] {
        &["Cursor"]
    }

    fn pull(&self, api: &Schema, meta: &Meta) -> Result<Schema, Diagnostics> {
        pull::pull(api, meta)
    }

    fn assume(&self, api: &Schema, tables: &[NamedTable], known: Option<&Schema>) -> Result<Assumed, Diagnostics> {
        assumed::assume(api, tables, known)
    }
}
