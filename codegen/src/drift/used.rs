//! What of a schema an export uses: the roots that documents call, and the fields of rows that they select.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Source};
use crate::query::{self, Checked, Documents, Selected, is_by_hand};
use crate::schema::{Schema, TypeKind};

/// What is used.
#[derive(Debug, Default)]
pub(super) struct Used {
    /// What is selected of the query root: first by the tables' documents, then by the operations.
    pub(super) roots: Vec<Selected>,
    /// The selected fields, by row type, each with the documents by hand that select it.
    fields: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
    /// The document by hand that reads a table, by row type.
    documents: BTreeMap<String, String>,
    /// Every document and operation by hand.
    by_hand: BTreeSet<String>,
}

impl Used {
    /// What the documents of the contract use, without what `config` leaves out.
    pub(super) fn of(documents: &Documents<'_>, config: &Config) -> Result<Self, Diagnostics> {
        let (tables, checked) = checked(documents, config)?;
        let theirs = tables.iter().filter(|document| is_by_hand(document.text())).chain(documents.operations);
        let mut used = Self { by_hand: theirs.map(|document| document.name().to_owned()).collect(), ..Self::default() };
        for table in &checked.tables {
            used.documents.extend(used.theirs(&table.root).map(|file| (table.row_type.clone(), file.to_owned())));
        }
        let tables = checked.tables.into_iter().map(|table| table.root);
        for root in tables.chain(checked.operations.into_iter().flat_map(|operation| operation.roots)) {
            used.walk(documents.schema, &root);
            used.roots.push(root);
        }
        Ok(used)
    }

    fn walk(&mut self, schema: &Schema, selected: &Selected) {
        for child in &selected.children {
            if is_table(schema, &child.parent) {
                let theirs = self.theirs(child).map(str::to_owned);
                let fields = self.fields.entry(child.parent.clone()).or_default();
                fields.entry(child.field.clone()).or_default().extend(theirs);
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
        self.fields.get(row_type).is_some_and(|fields| fields.contains_key(field))
    }

    /// The document that selects it, where that is one by hand.
    pub(super) fn theirs<'s>(&self, selected: &'s Selected) -> Option<&'s str> {
        Some(selected.at.file.as_str()).filter(|file| self.by_hand.contains(*file))
    }

    /// The documents by hand that select something of the row type.
    pub(super) fn theirs_of_table(&self, row_type: &str) -> Vec<String> {
        let files = self.fields.get(row_type).into_iter().flat_map(|fields| fields.values().flatten());
        files.collect::<BTreeSet<_>>().into_iter().cloned().collect()
    }

    /// The documents by hand that select the field of the row type; where it is new, the one that reads the table.
    pub(super) fn theirs_of_field(&self, row_type: &str, field: Option<&str>) -> Vec<String> {
        match field {
            Some(field) => {
                let files = self.fields.get(row_type).and_then(|fields| fields.get(field));
                files.into_iter().flatten().cloned().collect()
            }
            None => self.documents.get(row_type).cloned().into_iter().collect(),
        }
    }
}

/// The documents of tables, checked. Documents that are not by hand and do not fit are those of another schema: they are
/// written anew, as `typeferry queries` would.
fn checked(documents: &Documents<'_>, config: &Config) -> Result<(Vec<Source>, Checked), Diagnostics> {
    let check = |kept| {
        let tables = documents.without_left_out(config, kept)?;
        let checked = query::check(documents.schema, config, &tables, documents.operations, None)?;
        Ok((tables, checked))
    };
    check(|_| true).or_else(|found| check(|document| is_by_hand(document.text())).map_err(|_: Diagnostics| found))
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
