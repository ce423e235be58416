//! A table that is there before and after: its names, its keys, its columns.

use std::collections::BTreeMap;

use super::compare::{About, Comparer};
use super::difference::{Kind, TableNames};
use crate::query::foreign_key_line;
use crate::schema::{ForeignKeyAnnotation, RowType};

impl<'a> Comparer<'a> {
    pub(super) fn table(&mut self, before: &RowType<'a>, after: &RowType<'a>) {
        let about = self.about_table(Some(before), Some(after));
        self.table_names(before.name(), &about);
        self.key(before, after, &about);
        self.foreign_keys(before, after, &about);
        self.columns(before, after, &about);
    }

    /// A table that is called otherwise is one difference, however many of its names it is about.
    fn table_names(&mut self, row_type: &str, about: &About) {
        let (Some(before), Some(after)) = (&about.table.before, &about.table.after) else { return };
        if before.root_field.is_some() && after.root_field.is_none() {
            self.report(Kind::RootFieldGone, about, before.root_field.clone(), None);
        }
        let mut lines = self.about_rows(about, row_type, "table", "").lines;
        let renamed = before.postgres != after.postgres;
        let kind = match (renamed, before.graphql != after.graphql) {
            (false, false) => return self.root_renamed(before, after, about),
            (true, _) => moved_or_renamed(before, after),
            (false, true) => Kind::RowTypeRenamed,
        };
        if before.graphql != after.graphql {
            lines.retain(|_| renamed);
            lines.extend(self.about_rows(about, row_type, "field", "").lines);
        }
        let about = About { lines, ..about.clone() };
        self.report(kind, &about, Some(all_names(before)), Some(all_names(after)));
    }

    fn root_renamed(&mut self, before: &TableNames, after: &TableNames, about: &About) {
        if after.root_field.is_some() && before.root_field != after.root_field {
            self.report(Kind::RootFieldRenamed, about, before.root_field.clone(), after.root_field.clone());
        }
    }

    fn key(&mut self, before: &RowType<'a>, after: &RowType<'a>, about: &About) {
        let (old, new) = (&before.table.key, &after.table.key);
        if self.columns_today(before.name(), old) != *new {
            let about = self.about_rows(about, before.name(), "table", "");
            self.report(Kind::KeyChanged, &about, Some(list(old)), Some(list(new)));
        }
    }

    /// Foreign keys by their columns, as the lock has them.
    fn foreign_keys(&mut self, before: &RowType<'a>, after: &RowType<'a>, about: &About) {
        let mut new: BTreeMap<_, &ForeignKeyAnnotation> = BTreeMap::new();
        after.foreign_keys.iter().for_each(|key| _ = new.entry(key.columns.clone()).or_insert(key));
        let mut old: BTreeMap<_, &ForeignKeyAnnotation> = BTreeMap::new();
        for key in before.foreign_keys {
            old.entry(self.columns_today(before.name(), &key.columns)).or_insert(key);
        }
        for (columns, key) in &old {
            match new.remove(columns) {
                None => self.foreign_key(Kind::ForeignKeyGone, before, about, Some(key), None),
                Some(other) if self.target(key) == target_of(other) => {}
                Some(other) => self.foreign_key(Kind::ForeignKeyChanged, before, about, Some(key), Some(other)),
            }
        }
        for key in new.into_values() {
            self.foreign_key(Kind::ForeignKeyNew, before, about, None, Some(key));
        }
    }

    fn foreign_key(
        &mut self,
        kind: Kind,
        table: &RowType<'a>,
        about: &About,
        before: Option<&ForeignKeyAnnotation>,
        after: Option<&ForeignKeyAnnotation>,
    ) {
        let paths = self.part.paths(table.name()).iter();
        let keys = [before, after].into_iter().flatten();
        let lines = keys.flat_map(|key| paths.clone().map(|path| foreign_key_line(path, &key.columns)));
        let about = About { lines: lines.collect(), ..about.clone() };
        self.report(kind, &about, before.map(written), after.map(written));
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
