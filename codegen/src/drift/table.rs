//! A table that is there before and after: its names, its keys, its columns.

use std::collections::BTreeMap;

use super::compare::{About, Comparer};
use super::difference::{Kind, TableNames};
use super::pairs::Table;
use crate::schema::ForeignKeyAnnotation;

impl<'a> Comparer<'a> {
    pub(super) fn table(&mut self, before: &Table<'a>, after: &Table<'a>) {
        let about = self.about_table(Some(before), Some(after));
        self.table_names(&about);
        self.key(before, after, &about);
        self.foreign_keys(before, after, &about);
        self.columns(before, after, &about);
    }

    /// A table that is called otherwise is one difference, however many of its names it is about.
    fn table_names(&mut self, about: &About) {
        let (Some(before), Some(after)) = (&about.table.before, &about.table.after) else { return };
        if before.root_field.is_some() && after.root_field.is_none() {
            self.report(Kind::RootFieldGone, about, before.root_field.clone(), None);
        }
        let root_renamed = after.root_field.is_some() && before.root_field != after.root_field;
        let kind = if before.postgres != after.postgres {
            moved_or_renamed(before, after)
        } else if before.graphql != after.graphql {
            Kind::RowTypeRenamed
        } else if root_renamed {
            let (before, after) = (before.root_field.clone(), after.root_field.clone());
            return self.report(Kind::RootFieldRenamed, about, before, after);
        } else {
            return;
        };
        self.report(kind, about, Some(all_names(before)), Some(all_names(after)));
    }

    fn key(&mut self, before: &Table<'a>, after: &Table<'a>, about: &About) {
        let today = self.columns_today(before, &before.annotation.key);
        if today != after.annotation.key {
            self.report(Kind::KeyChanged, about, Some(list(&before.annotation.key)), Some(list(&after.annotation.key)));
        }
    }

    /// Foreign keys by their columns, as the lock has them.
    fn foreign_keys(&mut self, before: &Table<'a>, after: &Table<'a>, about: &About) {
        let mut new: BTreeMap<_, &ForeignKeyAnnotation> = BTreeMap::new();
        after.keys.iter().for_each(|key| _ = new.entry(key.columns.clone()).or_insert(key));
        let mut old: BTreeMap<_, &ForeignKeyAnnotation> = BTreeMap::new();
        before.keys.iter().for_each(|key| _ = old.entry(self.columns_today(before, &key.columns)).or_insert(key));
        for (columns, key) in &old {
            match new.remove(columns) {
                None => self.report(Kind::ForeignKeyGone, about, Some(written(key)), None),
                Some(other) if self.target(key) == target_of(other) => {}
                Some(other) => {
                    self.report(Kind::ForeignKeyChanged, about, Some(written(key)), Some(written(other)));
                }
            }
        }
        for key in new.values() {
            self.report(Kind::ForeignKeyNew, about, None, Some(written(key)));
        }
    }

    /// What a foreign key of before refers to, in today's names.
    fn target(&self, key: &ForeignKeyAnnotation) -> (String, Vec<String>) {
        let qualified = format!("{}.{}", key.schema, key.table);
        let known = self.names.row_type_of.get(&qualified).and_then(|row_type| self.names.before.get(row_type));
        let references = known.map_or_else(|| key.references.clone(), |it| self.columns_today(it, &key.references));
        (self.names.qualified.get(&qualified).cloned().unwrap_or(qualified), references)
    }

    fn columns_today(&self, table: &Table<'_>, columns: &[String]) -> Vec<String> {
        let row_type = table.def.name.as_str();
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
