//! What tables need of an API: the rest of its schema is left out, and what stays stands in an order of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::names;
use super::tables::{PulledTable, Tables};
use crate::schema::{Field, ForeignKeyAnnotation, InputValue, Schema, TableAnnotation, TypeDef, TypeKind};

/// The schema that is being pruned: types put in whole or cut, and the names that they still want.
pub(super) struct Pruned<'a> {
    api: &'a Schema,
    schema: Schema,
    wanted: BTreeSet<String>,
}

impl<'a> Pruned<'a> {
    /// Nothing but the query root yet.
    pub(super) fn new(api: &'a Schema) -> Self {
        let query = TypeKind::Object { fields: Vec::new(), table: None, foreign_keys: Vec::new() };
        let query = TypeDef { name: api.query.clone(), kind: query, at: 0 };
        let types = BTreeMap::from([(api.query.clone(), query)]);
        Self { api, schema: Schema { source: None, query: api.query.clone(), types }, wanted: BTreeSet::new() }
    }

    /// Puts in a table: its root field, row, connection, filter, order and input types.
    pub(super) fn table(&mut self, table: &PulledTable<'_>, keys: Vec<ForeignKeyAnnotation>, tables: &Tables<'_>) {
        self.root(table);
        self.row_type(table, keys);
        self.connection(table);
        for argument in &table.root.arguments {
            if names::FILTER_ARGUMENTS.contains(&argument.name.as_str()) {
                self.filter_type(argument.ty.name(), table, tables);
            }
        }
        for input in [names::input_type(table.row_type()), names::patch_type(table.row_type())] {
            self.input_type(&input, table, |_| false);
        }
    }

    fn root(&mut self, table: &PulledTable<'_>) {
        let keep = |argument: &&InputValue| {
            let name = argument.name.as_str();
            names::PAGING_ARGUMENTS.contains(&name) || names::FILTER_ARGUMENTS.contains(&name)
        };
        let mut arguments: Vec<_> = table.root.arguments.iter().filter(keep).cloned().collect();
        arguments.sort_by(|a, b| a.name.cmp(&b.name));
        self.wanted.extend(arguments.iter().map(|argument| argument.ty.name().to_owned()));
        let root = Field { arguments, ..table.root.clone() };
        let query = self.schema.query.clone();
        if let Some(TypeDef { kind: TypeKind::Object { fields, .. }, .. }) = self.schema.types.get_mut(&query) {
            fields.push(root);
            fields.sort_by(|a, b| a.name.cmp(&b.name));
        }
    }

    fn row_type(&mut self, table: &PulledTable<'_>, foreign_keys: Vec<ForeignKeyAnnotation>) {
        let fields: Vec<_> = table
            .columns
            .iter()
            .map(|column| Field { column: Some(column.annotation.clone()), ..column.field.clone() })
            .collect();
        self.wanted.extend(fields.iter().map(|field| field.ty.name().to_owned()));
        let annotation = TableAnnotation {
            schema: table.meta.schema_name.clone(),
            name: table.meta.table_name.clone(),
            key: table.key.clone(),
        };
        self.insert(table.row_type(), TypeKind::Object { fields, table: Some(annotation), foreign_keys });
    }

    fn connection(&mut self, table: &PulledTable<'_>) {
        let name = table.root.ty.name();
        let keep = |field: &&Field| names::CONNECTION_FIELDS.contains(&field.name.as_str());
        let fields: Vec<_> = self.api.fields(name).iter().filter(keep).cloned().collect();
        self.wanted.extend(fields.iter().map(|field| field.ty.name().to_owned()));
        self.object(name, fields);
    }

    /// Columns, `and`/`or`/`not`, and the way over to one row of another table.
    fn filter_type(&mut self, name: &str, table: &PulledTable<'_>, tables: &Tables<'_>) {
        let filters: BTreeSet<&str> = tables
            .values()
            .flat_map(|table| &table.root.arguments)
            .filter(|argument| names::FILTER_ARGUMENTS.contains(&argument.name.as_str()))
            .map(|argument| argument.ty.name())
            .collect();
        self.input_type(name, table, |field| {
            names::LOGICAL_FILTERS.contains(&field.name.as_str()) || filters.contains(field.ty.name())
        });
    }

    /// The columns of an input type in the table's order, then what else is kept, by name.
    fn input_type(&mut self, name: &str, table: &PulledTable<'_>, keep: impl Fn(&InputValue) -> bool) {
        let rank = |field: &InputValue| table.columns.iter().position(|column| column.field.name == field.name);
        let all = self.api.inputs(name);
        let mut fields: Vec<_> = all.iter().filter(|field| rank(field).is_some() || keep(field)).cloned().collect();
        fields.sort_by_key(|field| (rank(field).unwrap_or(usize::MAX), field.name.clone()));
        if !fields.is_empty() {
            self.wanted.extend(fields.iter().map(|field| field.ty.name().to_owned()));
            self.insert(name, TypeKind::Input(fields));
        }
    }

    fn object(&mut self, name: &str, mut fields: Vec<Field>) {
        fields.sort_by(|a, b| a.name.cmp(&b.name));
        self.insert(name, TypeKind::Object { fields, table: None, foreign_keys: Vec::new() });
    }

    fn insert(&mut self, name: &str, kind: TypeKind) {
        self.schema.types.insert(name.to_owned(), TypeDef { name: name.to_owned(), kind, at: 0 });
    }

    /// Puts in, whole, each type that is wanted and not there: scalars, enums, operators, value objects.
    pub(super) fn finish(mut self) -> Schema {
        while let Some(name) = self.wanted.pop_first() {
            if self.schema.types.contains_key(&name) {
                continue;
            }
            let Some(def) = self.api.get(&name) else { continue };
            let kind = sorted(def.kind.clone());
            self.wanted.extend(references(&kind));
            self.insert(&name, kind);
        }
        self.schema
    }
}

fn sorted(mut kind: TypeKind) -> TypeKind {
    match &mut kind {
        TypeKind::Object { fields, .. } => fields.sort_by(|a, b| a.name.cmp(&b.name)),
        TypeKind::Input(fields) => fields.sort_by(|a, b| a.name.cmp(&b.name)),
        TypeKind::Enum(values) => values.sort_by(|a, b| a.name.cmp(&b.name)),
        TypeKind::Scalar | TypeKind::Union => {}
    }
    kind
}

fn references(kind: &TypeKind) -> Vec<String> {
    let inputs = |values: &[InputValue]| values.iter().map(|value| value.ty.name().to_owned()).collect::<Vec<_>>();
    match kind {
        TypeKind::Object { fields, .. } => fields
            .iter()
            .flat_map(|field| inputs(&field.arguments).into_iter().chain([field.ty.name().to_owned()]))
            .collect(),
        TypeKind::Input(fields) => inputs(fields),
        TypeKind::Scalar | TypeKind::Union | TypeKind::Enum(_) => Vec::new(),
    }
}
