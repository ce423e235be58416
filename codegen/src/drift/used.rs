//! What of a schema an export uses: the roots that documents call, and the fields of rows that they select.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Source};
use crate::model;
use crate::query::{self, Selected, Written};
use crate::schema::{Schema, TypeKind};

/// What is used.
#[derive(Debug, Default)]
pub(super) struct Used {
    /// What is selected of the query root: first by the tables' documents, then by the operations.
    pub(super) roots: Vec<Selected>,
    /// The selected fields, by row type.
    fields: BTreeMap<String, BTreeSet<String>>,
}

impl Used {
    /// What the documents that are written for the schema use, and the operations.
    pub(super) fn of(schema: &Schema, config: &Config, operations: &[Source]) -> Result<Self, Diagnostics> {
        let model = model::build(schema, config)?;
        let source = |Written { path, text }: Written| Source::new(format!("queries/{path}"), text);
        let documents: Vec<_> = query::write(&model, config).into_iter().map(source).collect();
        let checked = query::check(schema, config, &documents, operations, None)?;
        let mut used = Self::default();
        let tables = checked.tables.into_iter().map(|table| table.root);
        for root in tables.chain(checked.operations.into_iter().flat_map(|operation| operation.roots)) {
            used.walk(schema, &root);
            used.roots.push(root);
        }
        Ok(used)
    }

    fn walk(&mut self, schema: &Schema, selected: &Selected) {
        for child in &selected.children {
            if is_table(schema, &child.parent) {
                self.fields.entry(child.parent.clone()).or_default().insert(child.field.clone());
            }
            self.walk(schema, child);
        }
    }

    /// Whether anything of the row type is selected.
    pub(super) fn has_table(&self, row_type: &str) -> bool {
        self.fields.contains_key(row_type)
    }

    /// Whether the field of the row type is selected.
    pub(super) fn has(&self, row_type: &str, field: &str) -> bool {
        self.fields.get(row_type).is_some_and(|fields| fields.contains(field))
    }
}

/// Whether the type is the row of a table.
pub(super) fn is_table(schema: &Schema, ty: &str) -> bool {
    matches!(schema.get(ty).map(|def| &def.kind), Some(TypeKind::Object { table: Some(_), .. }))
}

/// The row type that a root field leads to, if it leads to one.
pub(super) fn row_type<'a>(schema: &Schema, root: &'a Selected) -> Option<&'a str> {
    let here = Some(root.ty.name()).filter(|name| is_table(schema, name));
    here.or_else(|| root.children.iter().find_map(|child| row_type(schema, child)))
}
