//! An operation as it was checked: each selection with its type, its arguments as text, and its place.

use std::collections::BTreeMap;

use crate::diagnostic::Location;
use crate::schema::TypeRef;

/// A checked operation. A document holds exactly one.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// The document's text.
    pub text: String,
    /// Where its name stands.
    pub at: Location,
    /// Its variables, by name.
    pub variables: BTreeMap<String, Variable>,
    /// What it selects of the query root.
    pub roots: Vec<Selected>,
}

/// A variable of an operation.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its type.
    pub ty: TypeRef,
    /// Where it is declared.
    pub at: Location,
}

/// A selected field.
#[derive(Debug, Clone)]
pub struct Selected {
    /// The type that the field is of.
    pub parent: String,
    /// The field.
    pub field: String,
    /// Its type.
    pub ty: TypeRef,
    /// The name it has in the answer, where the document gives one.
    pub alias: Option<String>,
    /// Its arguments, each with its value as GraphQL text.
    pub arguments: Vec<(String, String)>,
    /// The input fields and enum values that its arguments name, each with its type, and where each stands.
    pub inputs: Vec<Input>,
    /// What is selected of it.
    pub children: Vec<Selected>,
    /// Where it stands.
    pub at: Location,
    /// Where the schema has it, as a byte offset.
    pub schema_at: usize,
}

/// An argument, an input field, or an enum value that a document names.
#[derive(Debug, Clone)]
pub struct Input {
    /// The way to it: `where.databaseId.equalTo`.
    pub path: String,
    /// Its type, as GraphQL text.
    pub ty: String,
    /// Where it stands.
    pub at: Location,
    /// Where the schema has it, as a byte offset.
    pub schema_at: usize,
}

impl Selected {
    /// The child that selects this field.
    pub fn child(&self, field: &str) -> Option<&Selected> {
        self.children.iter().find(|child| child.field == field)
    }
}
