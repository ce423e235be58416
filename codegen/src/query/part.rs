//! The part of a schema that is compared with another schema: what operations select, with what the schema says of it. It
//! is that of documents and the schema that they were checked against, or what a lock has kept of both.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::by_hand::Documents;
use super::document::{Input, Operation, Selected};
use super::item::Item;
use super::lock::Lock;
use super::select::TYPENAME;
use super::table::TableQuery;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::schema::{EnumValue, Field, ForeignKeyAnnotation, InputValue, Schema, TypeDef, TypeKind, TypeRef};

/// What operations select of a schema.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    /// The schema; of a lock, as much of it as is selected.
    pub(crate) schema: Cow<'a, Schema>,
    /// The root fields: first those of the tables' documents, then those of operations.
    pub(crate) roots: Vec<Root>,
}

/// A root field that an operation selects.
#[derive(Debug)]
pub(crate) struct Root {
    /// Its path in a lock: `Operation.field`.
    pub(crate) path: String,
    pub(crate) selected: Selected,
    /// The document, where nobody writes it anew.
    pub(crate) by_hand: Option<String>,
    /// Whether it is known to be of a table's document, which selects values whole.
    pub(crate) is_table: bool,
}

impl Part<'static> {
    /// What a lock has kept.
    pub(super) fn of_lock(lock: &Lock) -> Self {
        let schema = Schema { query: QUERY.to_owned(), ..Schema::default() };
        let mut reader = Reader { lock, schema, declared: BTreeSet::new() };
        let operations: BTreeSet<_> =
            lock.lines.keys().filter_map(|key| key.strip_prefix("field ")?.split('.').next()).collect();
        let mut roots = Vec::new();
        for operation in operations {
            let selected = reader.below(operation, QUERY).into_iter();
            roots.extend(selected.map(|selected| Root::of(operation, selected, None, false)));
        }
        reader.enums();
        Part { schema: Cow::Owned(reader.schema), roots }
    }
}

impl<'a> Part<'a> {
    /// What the documents of a contract select, without what `config` leaves out of tables.
    ///
    /// # Errors
    /// What a build would say of the contract.
    pub(crate) fn of_documents(documents: &Documents<'a>, config: &Config) -> Result<Self, Diagnostics> {
        let (checked, schema) = (documents.checked()?, documents.schema);
        let root = |operation: &Operation, selected: Selected, is_table| {
            let by_hand = documents.is_by_hand(&selected.at.file).then(|| selected.at.file.clone());
            Root::of(&operation.name, selected, by_hand, is_table)
        };
        let row = |query: &TableQuery| schema.row_type(&query.row_type);
        let is_out =
            |query: &TableQuery| row(query).is_some_and(|row| config.left_out.contains_key(&row.table.qualified()));
        let tables = checked.tables.iter().filter(|query| !is_out(query));
        let tables = tables.map(|query| root(&query.operation, without(schema, config, query.root.clone()), true));
        let roots = |operation: &Operation| {
            let selected = operation.roots.iter().filter(|selected| selected.field != TYPENAME).cloned();
            selected.map(|selected| root(operation, without_typenames(selected), false)).collect::<Vec<_>>()
        };
        let operations = checked.operations.iter().flat_map(roots);
        Ok(Part { schema: Cow::Borrowed(schema), roots: tables.chain(operations).collect() })
    }
}

impl Root {
    fn of(operation: &str, selected: Selected, by_hand: Option<String>, is_table: bool) -> Self {
        Self { path: format!("{operation}.{}", selected.field), selected, by_hand, is_table }
    }
}

/// The same without the names of types, which every schema has.
fn without_typenames(mut selected: Selected) -> Selected {
    selected.children.retain(|child| child.field != TYPENAME);
    selected.children = selected.children.into_iter().map(without_typenames).collect();
    selected
}

/// The same without the columns that are left out.
fn without(schema: &Schema, config: &Config, mut selected: Selected) -> Selected {
    if let Some(row) = schema.row_type(selected.ty.name()) {
        let table = row.table.qualified();
        let column = |child: &Selected| schema.field(&child.parent, &child.field)?.column.as_ref();
        let is_out = |name: &str| config.left_out.contains_key(&format!("{table}.{name}"));
        selected.children.retain(|child| column(child).is_none_or(|column| !is_out(&column.name)));
    }
    selected.children = selected.children.into_iter().map(|child| without(schema, config, child)).collect();
    selected
}

/// The root type's name in the schema of a lock, which does not say it.
const QUERY: &str = "Query";

/// Makes the schema of what a lock has, on the way through what it selects.
struct Reader<'l> {
    lock: &'l Lock,
    schema: Schema,
    /// The fields that it has, each with its type.
    declared: BTreeSet<(String, String)>,
}

impl<'l> Reader<'l> {
    /// What is selected below a path, of the type `parent`.
    fn below(&mut self, path: &str, parent: &str) -> Vec<Selected> {
        let fields = [format!("column {path}."), format!("field {path}.")];
        let fields = fields.iter().flat_map(|prefix| self.with_prefix(prefix)).filter(|(name, _)| !name.contains('.'));
        fields.collect::<Vec<_>>().into_iter().filter_map(|(name, key)| self.field(path, parent, name, key)).collect()
    }

    fn field(&mut self, path: &str, parent: &str, name: &str, key: &str) -> Option<Selected> {
        let line = self.lock.lines.get(key)?;
        let (ty, column) = match line.item.as_ref()? {
            Item::Column(ty, column) => (ty.clone(), Some(column.clone())),
            Item::Field(ty) => (ty.clone(), None),
            _ => return None,
        };
        let path = format!("{path}.{name}");
        let inputs = self.inputs(&path);
        let arguments = inputs.iter().filter(|input| !input.path.contains('.')).filter_map(argument).collect();
        let (parent, name) = name.split_once(':').unwrap_or((parent, name));
        let field = Field { name: name.to_owned(), ty: ty.clone(), arguments, deprecated: None, column, at: 0 };
        self.declare(parent, field);
        self.rows(&path, ty.name());
        let children = self.below(&path, ty.name());
        let (parent, field, at) = (parent.to_owned(), name.to_owned(), line.at.clone());
        Some(Selected {
            parent,
            field,
            ty,
            alias: None,
            arguments: Vec::new(),
            inputs,
            children,
            is_conditional: false,
            at,
            schema_at: 0,
        })
    }

    fn inputs(&self, path: &str) -> Vec<Input> {
        let lines = self.with_prefix(&format!("argument {path}(")).collect::<Vec<_>>();
        let input = |(rest, key): (&str, &str)| {
            let line = self.lock.lines.get(key)?;
            let Item::Argument(ty) = line.item.as_ref()? else { return None };
            let path = rest.strip_suffix(')')?.to_owned();
            Some(Input { path, ty: ty.clone(), at: line.at.clone(), schema_at: 0 })
        };
        lines.into_iter().filter_map(input).collect()
    }

    /// Adds a field to an object, which two operations may select.
    fn declare(&mut self, object: &str, field: Field) {
        let is_new = self.declared.insert((object.to_owned(), field.name.clone()));
        if let TypeKind::Object { fields, .. } = self.object(object) {
            fields.extend(is_new.then_some(field));
        }
    }

    /// Takes in that a type is the row of a table.
    fn rows(&mut self, path: &str, ty: &str) {
        let Some(Item::Table(annotation)) = self.item(&format!("table {path}")) else { return };
        let keys = self.with_prefix(&format!("foreign-key {path}(")).collect::<Vec<_>>();
        let keys: Vec<ForeignKeyAnnotation> = keys
            .into_iter()
            .filter_map(
                |(_, key)| if let Some(Item::ForeignKey(key)) = self.item(key) { Some(key.clone()) } else { None },
            )
            .collect();
        if let TypeKind::Object { table, foreign_keys, .. } = self.object(ty) {
            *table = Some(annotation.clone());
            *foreign_keys = keys;
        }
    }

    fn enums(&mut self) {
        let lines = self.with_prefix("enum ").collect::<Vec<_>>();
        for (name, key) in lines {
            let Some(Item::Enum(values)) = self.item(key) else { continue };
            let values: Vec<EnumValue> = values.clone();
            let def = TypeDef { name: name.to_owned(), kind: TypeKind::Enum(values), at: 0 };
            self.schema.types.insert(name.to_owned(), def);
        }
    }

    fn object(&mut self, name: &str) -> &mut TypeKind {
        let kind = || TypeKind::Object { fields: Vec::new(), table: None, foreign_keys: Vec::new() };
        let def = || TypeDef { name: name.to_owned(), kind: kind(), at: 0 };
        &mut self.schema.types.entry(name.to_owned()).or_insert_with(def).kind
    }

    fn item(&self, key: &str) -> Option<&'l Item> {
        self.lock.lines.get(key)?.item.as_ref()
    }

    /// The keys that begin so: the rest of each, and all of it.
    fn with_prefix<'p>(&self, prefix: &'p str) -> impl Iterator<Item = (&'l str, &'l str)> + use<'l, 'p> {
        let keys = self.lock.lines.range(prefix.to_owned()..).map(|(key, _)| key.as_str());
        keys.map_while(move |key| Some((key.strip_prefix(prefix)?, key)))
    }
}

fn argument(input: &Input) -> Option<InputValue> {
    Some(InputValue { name: input.path.clone(), ty: TypeRef::read(&input.ty)?, default: None, at: 0 })
}
