//! The part of a schema that is compared with another schema: what operations select, with what the schema says of it. It
//! is that of documents and the schema that they were checked against, or what a lock has kept of both.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::by_hand::Documents;
use super::document::{Input, Selected};
use super::item::Item;
use super::lock::Lock;
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
    rows: BTreeMap<String, Rows>,
}

/// A root field that an operation selects.
#[derive(Debug)]
pub(crate) struct Root {
    /// Its path in a lock: `Operation.field`.
    pub(crate) path: String,
    pub(crate) selected: Selected,
    /// The document, where nobody writes it anew.
    pub(crate) by_hand: Option<String>,
}

/// What is selected of the rows of a table.
#[derive(Debug, Default)]
struct Rows {
    /// Where: paths of fields in a lock.
    paths: Vec<String>,
    /// The document of the table, where that is by hand.
    document: Option<String>,
    /// The fields, each with the documents by hand that select it.
    fields: BTreeMap<String, BTreeSet<String>>,
}

impl Part<'static> {
    /// What a lock has kept.
    pub(super) fn of_lock(lock: &Lock) -> Self {
        let schema = Schema { source: None, query: QUERY.to_owned(), types: BTreeMap::new() };
        let mut reader = Reader { lock, schema, declared: BTreeSet::new() };
        let operations: BTreeSet<_> =
            lock.lines.keys().filter_map(|key| key.strip_prefix("field ")?.split('.').next()).collect();
        let mut roots = Vec::new();
        for operation in operations {
            let selected = reader.below(operation, QUERY);
            roots.extend(selected.into_iter().map(|selected| Root {
                path: format!("{operation}.{}", selected.field),
                selected,
                by_hand: None,
            }));
        }
        reader.enums();
        Part::new(Cow::Owned(reader.schema), roots)
    }
}

impl<'a> Part<'a> {
    /// What the documents of a contract select, without what `config` leaves out of tables.
    ///
    /// # Errors
    /// What a build would say of the contract.
    pub(crate) fn of_documents(documents: &Documents<'a>, config: &Config) -> Result<Self, Diagnostics> {
        let checked = documents.checked()?;
        let schema = documents.schema;
        let theirs = |file: &str| documents.is_by_hand(file).then(|| file.to_owned());
        let root = |operation: &str, selected: Selected| Root {
            path: format!("{operation}.{}", selected.field),
            by_hand: theirs(&selected.at.file),
            selected,
        };
        let mut roots = Vec::new();
        let mut of_tables = BTreeMap::new();
        for query in checked.tables {
            let kept = schema
                .row_type(&query.row_type)
                .is_some_and(|row| !config.left_out.contains_key(&row.table.qualified()));
            if kept {
                let root = root(&query.operation.name, without(schema, config, query.root));
                of_tables.insert(query.row_type, root.by_hand.clone());
                roots.push(root);
            }
        }
        for operation in checked.operations {
            roots.extend(operation.roots.into_iter().map(|selected| root(&operation.name, selected)));
        }
        let mut part = Part::new(Cow::Borrowed(schema), roots);
        for (row_type, document) in of_tables {
            part.rows.entry(row_type).or_default().document = document;
        }
        Ok(part)
    }

    fn new(schema: Cow<'a, Schema>, roots: Vec<Root>) -> Self {
        let mut rows = BTreeMap::new();
        for root in &roots {
            walk(&schema, &root.path, &root.selected, root.by_hand.as_ref(), &mut rows);
        }
        Self { schema, roots, rows }
    }

    /// Whether anything of the row type is selected.
    pub(crate) fn has_table(&self, row_type: &str) -> bool {
        self.rows.get(row_type).is_some_and(|rows| !rows.fields.is_empty())
    }

    /// Whether the field of the row type is selected.
    pub(crate) fn has(&self, row_type: &str, field: &str) -> bool {
        self.rows.get(row_type).is_some_and(|rows| rows.fields.contains_key(field))
    }

    /// The paths at which rows of the type are selected.
    pub(crate) fn paths(&self, row_type: &str) -> &[String] {
        self.rows.get(row_type).map_or(&[], |rows| &rows.paths)
    }

    /// The documents by hand that select something of the row type.
    pub(crate) fn by_hand_of_table(&self, row_type: &str) -> Vec<String> {
        let files = self.rows.get(row_type).into_iter().flat_map(|rows| rows.fields.values().flatten());
        files.collect::<BTreeSet<_>>().into_iter().cloned().collect()
    }

    /// The documents by hand that select the field of the row type; where it is new, the one that reads the table.
    pub(crate) fn by_hand_of_field(&self, row_type: &str, field: Option<&str>) -> Vec<String> {
        let Some(rows) = self.rows.get(row_type) else { return Vec::new() };
        match field {
            Some(field) => rows.fields.get(field).into_iter().flatten().cloned().collect(),
            None => rows.document.clone().into_iter().collect(),
        }
    }
}

/// Takes in the rows that something selected leads to.
fn walk(schema: &Schema, path: &str, selected: &Selected, by_hand: Option<&String>, all: &mut BTreeMap<String, Rows>) {
    let name = selected.ty.name();
    if schema.row_type(name).is_some() {
        let rows = all.entry(name.to_owned()).or_default();
        rows.paths.push(path.to_owned());
        for child in &selected.children {
            rows.fields.entry(child.field.clone()).or_default().extend(by_hand.cloned());
        }
    }
    for child in &selected.children {
        walk(schema, &format!("{path}.{}", child.field), child, by_hand, all);
    }
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
        let field = Field { name: name.to_owned(), ty: ty.clone(), arguments, deprecated: None, column, at: 0 };
        self.declare(parent, field);
        self.rows(&path, ty.name());
        let children = self.below(&path, ty.name());
        let (parent, field, at) = (parent.to_owned(), name.to_owned(), line.at.clone());
        Some(Selected { parent, field, ty, alias: None, arguments: Vec::new(), inputs, children, at, schema_at: 0 })
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
