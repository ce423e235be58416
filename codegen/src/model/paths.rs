//! The steps from a table to its tenant as an API can be asked for them: over relations of the filter, or else by the
//! keys of rows that are read before.

use std::collections::BTreeMap;

use super::tenant::{Hop, Searched, Step, steps};
use super::{KeyPath, TenantPath};
use crate::config::Config;
use crate::dialect::Roots;
use crate::schema::{Field, ForeignKeyAnnotation, Schema, TableAnnotation, TypeDef, TypeKind};

/// The ways of all tables of a schema.
pub(super) struct Paths<'a> {
    schema: &'a Schema,
    config: &'a Config,
    roots: &'a Roots<'a>,
    tables: BTreeMap<String, Annotated<'a>>,
    steps: BTreeMap<String, Step>,
}

/// A table of the schema.
struct Annotated<'a> {
    def: &'a TypeDef,
    fields: &'a [Field],
    table: &'a TableAnnotation,
    keys: &'a [ForeignKeyAnnotation],
}

impl<'a> Paths<'a> {
    pub(super) fn new(schema: &'a Schema, config: &'a Config, roots: &'a Roots<'a>) -> Self {
        let annotated = |def: &'a TypeDef| match &def.kind {
            TypeKind::Object { fields, table: Some(table), foreign_keys } => {
                Some((table.qualified(), Annotated { def, fields, table, keys: foreign_keys }))
            }
            _ => None,
        };
        let tables: BTreeMap<_, _> = schema.types.values().filter_map(annotated).collect();
        let searched: Vec<_> = tables.values().map(Annotated::searched).collect();
        Self { schema, config, roots, steps: steps(&searched, config), tables }
    }

    /// The way of a table (`schema.table`), if there is one that the API can be asked for.
    pub(super) fn of(&self, name: &str) -> Option<TenantPath> {
        let table = self.tables.get(name)?;
        let filter = self.roots.field(&table.def.name, table.table)?.filter?;
        let lead = match self.steps.get(name)? {
            Step::Own(_) => None,
            Step::Over(hop) => hop.columns.first().cloned(),
        };
        if let Some((fields, value_type)) = self.fields(name, &filter.ty) {
            return Some(TenantPath::Filter { fields, value_type, lead });
        }
        let operator = filter.within?;
        match self.steps.get(name)? {
            Step::Over(hop) => self.keys(table, hop, &filter.ty, operator).map(TenantPath::Keys),
            Step::Own(_) => None,
        }
    }

    /// The fields of a filter from the table on, and the type of the last.
    fn fields(&self, name: &str, filter_type: &str) -> Option<(Vec<String>, String)> {
        let table = self.tables.get(name)?;
        match self.steps.get(name)? {
            Step::Own(column) => {
                let field = table.field(column)?;
                self.schema.input(filter_type, &field.name)?;
                Some((vec![field.name.clone()], field.ty.name().to_owned()))
            }
            Step::Over(hop) => {
                let relation = table.keys.iter().find(|key| key.columns == hop.columns && same(key, hop))?;
                let relation = relation.field.as_ref()?;
                let next = self.schema.input(filter_type, relation)?;
                let (mut fields, value_type) = self.fields(&hop.target(), next.ty.name())?;
                fields.insert(0, relation.clone());
                Some((fields, value_type))
            }
        }
    }

    fn keys(&self, table: &Annotated<'_>, hop: &Hop, filter_type: &str, operator: String) -> Option<KeyPath> {
        let ([lead], [column]) = (hop.columns.as_slice(), hop.references.as_slice()) else { return None };
        let target = hop.target();
        let is_read = !self.config.left_out.contains_key(&target) && self.of(&target).is_some();
        let field = table.field(lead)?;
        let pg_type = &field.column.as_ref()?.pg_type;
        let operators = self.schema.input(filter_type, &field.name)?;
        self.schema.input(operators.ty.name(), &operator)?;
        (is_read && is_ordered_alike(pg_type)).then(|| KeyPath {
            field: field.name.clone(),
            operator,
            value_type: field.ty.name().to_owned(),
            lead: lead.clone(),
            schema: hop.schema.clone(),
            table: hop.table.clone(),
            column: column.clone(),
        })
    }
}

impl<'a> Annotated<'a> {
    fn searched(&self) -> Searched {
        let column = |field: &Field| {
            let column = field.column.as_ref()?;
            Some((column.name.clone(), column.pg_type.clone()))
        };
        Searched {
            name: self.table.qualified(),
            columns: self.fields.iter().filter_map(column).collect(),
            key: self.table.key.clone(),
            foreign_keys: self.keys.iter().map(|key| self.hop(key)).collect(),
        }
    }

    fn hop(&self, key: &ForeignKeyAnnotation) -> Hop {
        let ForeignKeyAnnotation { columns, schema, table, references, .. } = key.clone();
        let nullable = columns.iter().any(|column| self.field(column).is_none_or(|field| !field.ty.is_non_null()));
        Hop { nullable, columns, schema, table, references }
    }

    fn field(&self, column: &str) -> Option<&'a Field> {
        self.fields.iter().find(|field| field.column.as_ref().is_some_and(|annotation| annotation.name == column))
    }
}

fn same(key: &ForeignKeyAnnotation, hop: &Hop) -> bool {
    key.schema == hop.schema && key.table == hop.table
}

/// Whether keys can be sorted here as the server sorts them: their rows are asked for in parts.
fn is_ordered_alike(pg_type: &str) -> bool {
    matches!(pg_type, "uuid" | "int2" | "int4" | "int8")
}
