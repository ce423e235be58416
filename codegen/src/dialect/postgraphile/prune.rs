//! What tables need of an API: the rest of its schema is left out, and what stays stands in an order of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::names;
use super::tables::PulledTable;
use crate::schema::{Field, ForeignKeyAnnotation, InputValue, Schema, TableAnnotation, TypeDef, TypeKind};

/// The schema that is being pruned: types put in whole or cut, and the names that they still want.
pub(super) struct Pruned<'a> {
    api: &'a Schema,
    schema: Schema,
    wanted: BTreeSet<String>,
    /// The filter types of all tables.
    filters: BTreeSet<&'a str>,
}

impl<'a> Pruned<'a> {
    /// Nothing but the query root yet; `tables` are those that will be put in.
    pub(super) fn new(api: &'a Schema, tables: &[PulledTable<'a>]) -> Self {
        let query = TypeKind::Object { fields: Vec::new(), table: None, foreign_keys: Vec::new() };
        let query = TypeDef { name: api.query.clone(), kind: query, at: 0 };
        let types = BTreeMap::from([(api.query.clone(), query)]);
        let schema = Schema { query: api.query.clone(), types, ..Schema::default() };
        let arguments = tables.iter().flat_map(|table| &table.root.arguments);
        let filters = arguments.filter(|argument| is_filter(argument)).map(|argument| argument.ty.name());
        Self { api, schema, wanted: BTreeSet::new(), filters: filters.collect() }
    }

    /// Puts in a table: its root field, row, connection, filter, order and input types.
    pub(super) fn table(&mut self, table: &PulledTable<'_>, keys: Vec<ForeignKeyAnnotation>) {
        self.root(table);
        self.row_type(table, keys);
        self.connection(table);
        for argument in &table.root.arguments {
            if is_filter(argument) {
                self.filter_type(argument.ty.name(), table);
            }
        }
        for input in [names::input_type(table.row_type()), names::patch_type(table.row_type())] {
            self.input_type(&input, table, |_| false);
        }
    }

    fn root(&mut self, table: &PulledTable<'_>) {
        let keep =
            |argument: &&InputValue| names::PAGING_ARGUMENTS.contains(&argument.name.as_str()) || is_filter(argument);
        let mut arguments: Vec<_> = table.root.arguments.iter().filter(keep).cloned().collect();
        arguments.sort_by(|a, b| a.name.cmp(&b.name));
        self.wanted.extend(arguments.iter().map(|argument| argument.ty.name().to_owned()));
        let root = Field { arguments, ..table.root.clone() };
        let query = self.schema.query.clone();
        if let Some(TypeDef { kind: TypeKind::Object { fields, .. }, .. }) = self.schema.types.get_mut(&query) {
            fields.push(root);
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
    fn filter_type(&mut self, name: &str, table: &PulledTable<'_>) {
        let filters = std::mem::take(&mut self.filters);
        self.input_type(name, table, |field| {
            names::LOGICAL_FILTERS.contains(&field.name.as_str()) || filters.contains(field.ty.name())
        });
        self.filters = filters;
    }

    /// The columns of an input type in the table's order, then what else is kept, by name.
    fn input_type(&mut self, name: &str, table: &PulledTable<'_>, keep: impl Fn(&InputValue) -> bool) {
        let columns = table.columns.iter().enumerate().map(|(at, column)| (column.field.name.as_str(), at));
        let columns: BTreeMap<_, _> = columns.rev().collect();
        let rank = |field: &InputValue| columns.get(field.name.as_str()).copied();
        let all = self.api.inputs(name);
        let mut fields: Vec<_> = all.iter().filter(|field| rank(field).is_some() || keep(field)).cloned().collect();
        fields.sort_by_cached_key(|field| (rank(field).unwrap_or(usize::MAX), field.name.clone()));
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
        if let Some(root) = self.schema.types.get_mut(&self.schema.query) {
            sort(&mut root.kind);
        }
        while let Some(name) = self.wanted.pop_first() {
            if self.schema.types.contains_key(&name) {
                continue;
            }
            let Some(def) = self.api.get(&name) else { continue };
            let mut kind = def.kind.clone();
            sort(&mut kind);
            self.wanted.extend(references(&kind));
            self.insert(&name, kind);
        }
        self.schema
    }
}

fn is_filter(argument: &InputValue) -> bool {
    names::FILTER_ARGUMENTS.contains(&argument.name.as_str())
}

fn sort(kind: &mut TypeKind) {
    match kind {
        TypeKind::Object { fields, .. } => fields.sort_by(|a, b| a.name.cmp(&b.name)),
        TypeKind::Input(fields) => fields.sort_by(|a, b| a.name.cmp(&b.name)),
        TypeKind::Enum(values) => values.sort_by(|a, b| a.name.cmp(&b.name)),
        TypeKind::Scalar | TypeKind::Union => {}
    }
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
