//! A table that is there before and after: its names, its keys, its columns.

use std::collections::BTreeMap;

use super::compare::{About, Comparer, listed};
use super::difference::TableNames;
use super::kind::Kind;
use crate::query::{Root, Selected, foreign_key_line};
use crate::schema::{ForeignKeyAnnotation, RowType};

impl<'a> Comparer<'a> {
    /// The rows that something selected leads to.
    pub(super) fn rows(&mut self, path: &str, root: &'a Root, selected: &'a Selected) {
        if let Some(row) = self.before.row_type(selected.ty.name()) {
            return self.row(path, root, &row, selected);
        }
        selected.children.iter().for_each(|child| self.rows(&format!("{path}.{}", child.step(selected)), root, child));
    }

    fn row(&mut self, path: &str, root: &'a Root, before: &RowType<'a>, selected: &'a Selected) {
        let after = self.names.tables.get(before.name()).copied();
        let about = self.about_table(Some(before), after.as_ref(), Some(root));
        let Some(after) = after else {
            return self.report(Kind::TableGone, &about, Some(listed(before)), None);
        };
        self.table_names(path, &about);
        self.key(path, before, &after, &about);
        self.foreign_keys(path, before, &after, &about);
        self.selected.entry(after.name()).or_default();
        for child in &selected.children {
            self.column(&format!("{path}.{}", child.step(selected)), root, child, &about);
        }
    }

    /// A table that is called otherwise is one difference, however many of its names it is about.
    fn table_names(&mut self, path: &str, about: &About) {
        let (Some(before), Some(after)) = (&about.table.before, &about.table.after) else { return };
        if before.root_field.is_some() && after.root_field.is_none() {
            self.report(Kind::RootFieldGone, about, before.root_field.clone(), None);
        }
        let (renamed, row_type_renamed) = (before.postgres != after.postgres, before.graphql != after.graphql);
        let kind = match (renamed, row_type_renamed) {
            (false, false) => return self.root_renamed(before, after, about),
            (true, _) => moved_or_renamed(before, after),
            (false, true) => Kind::RowTypeRenamed,
        };
        let lines = [(renamed, "table"), (row_type_renamed, "field")].into_iter().filter(|(is_so, _)| *is_so);
        for (_, line) in lines {
            let about = about.line(format!("{line} {path}"));
            self.report(kind, &about, Some(all_names(before)), Some(all_names(after)));
        }
    }

    fn root_renamed(&mut self, before: &TableNames, after: &TableNames, about: &About) {
        let (Some(old), Some(new)) = (&before.root_field, &after.root_field) else { return };
        if old != new {
            self.report(Kind::RootFieldRenamed, about, before.root_field.clone(), after.root_field.clone());
        }
    }

    fn key(&mut self, path: &str, before: &RowType<'a>, after: &RowType<'a>, about: &About) {
        let (old, new) = (&before.table.key, &after.table.key);
        if self.columns_today(before.name(), old) != *new {
            self.report(Kind::KeyChanged, &about.line(format!("table {path}")), Some(list(old)), Some(list(new)));
        }
    }

    /// Foreign keys by their columns, as the lock has them.
    fn foreign_keys(&mut self, path: &str, before: &RowType<'a>, after: &RowType<'a>, about: &About) {
        let mut new: BTreeMap<_, &ForeignKeyAnnotation> = BTreeMap::new();
        after.foreign_keys.iter().for_each(|key| _ = new.entry(key.columns.clone()).or_insert(key));
        let mut old: BTreeMap<_, &ForeignKeyAnnotation> = BTreeMap::new();
        for key in before.foreign_keys {
            old.entry(self.columns_today(before.name(), &key.columns)).or_insert(key);
        }
        let line = |key: &ForeignKeyAnnotation| about.line(foreign_key_line(path, &key.columns));
        for (columns, key) in &old {
            match new.remove(columns) {
                None => self.report(Kind::ForeignKeyGone, &line(key), Some(written(key)), None),
                Some(other) if self.target(key) == target_of(other) => {}
                Some(other) => {
                    let (before, after) = (Some(written(key)), Some(written(other)));
                    self.report(Kind::ForeignKeyChanged, &line(other), before, after);
                }
            }
        }
        for key in new.into_values() {
            self.report(Kind::ForeignKeyNew, &line(key), None, Some(written(key)));
        }
    }

    /// What a foreign key of before refers to, in today's names.
    fn target(&self, key: &ForeignKeyAnnotation) -> (String, Vec<String>) {
        let qualified = format!("{}.{}", key.schema, key.table);
        let Some(row_type) = self.names.row_type_of.get(&qualified) else { return (qualified, key.references.clone()) };
        let today = self.names.tables.get(row_type).map_or(qualified, |row| row.table.qualified());
        (today, self.columns_today(row_type, &key.references))
    }

    fn columns_today(&self, row_type: &str, columns: &[String]) -> Vec<String> {
        let today = |column: &String| match self.names.columns.get(&(row_type, column.as_str())) {
            Some(today) => (*today).to_owned(),
            None => column.clone(),
        };
        columns.iter().map(today).collect()
    }
}

fn target_of(key: &ForeignKeyAnnotation) -> (String, Vec<String>) {
    (format!("{}.{}", key.schema, key.table), key.references.clone())
}

fn moved_or_renamed(before: &TableNames, after: &TableNames) -> Kind {
    let name = |names: &TableNames| names.postgres.rsplit('.').next().map(str::to_owned);
    if name(before) == name(after) { Kind::TableMoved } else { Kind::TableRenamed }
}

fn all_names(names: &TableNames) -> String {
    let root = names.root_field.as_ref().map(|root| format!(", {root}")).unwrap_or_default();
    format!("{} ({}{root})", names.postgres, names.graphql)
}

fn written(key: &ForeignKeyAnnotation) -> String {
    format!("({}) to {}.{} ({})", list(&key.columns), key.schema, key.table, list(&key.references))
}

fn list(columns: &[String]) -> String {
    if columns.is_empty() { "no column".to_owned() } else { columns.join(", ") }
}
