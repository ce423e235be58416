//! An operation as it was checked: each selection with its type, its arguments as text, and its place.

use std::collections::BTreeMap;

use crate::diagnostic::Location;
use crate::schema::TypeRef;

/// A checked operation. A document holds exactly one.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// Whether it is a mutation rather than a query.
    pub is_mutation: bool,
    /// The document's text.
    pub text: String,
    /// Where its name stands.
    pub at: Location,
    /// Its variables, by name.
    pub variables: BTreeMap<String, Variable>,
    /// What it selects of the root.
    pub roots: Vec<Selected>,
}

/// A variable of an operation.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its type.
    pub ty: TypeRef,
    /// Whether it has a default, which counts where it is not given.
    pub has_default: bool,
    /// Where it is declared.
    pub at: Location,
}

/// A selected field.
#[derive(Debug, Clone)]
pub struct Selected {
    /// The type that the field is of: that of the field around it, or, in a fragment, a narrower one.
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
    /// Whether it may be absent from an answer: it, or a fragment around it, has `@include` or `@skip`.
    pub is_conditional: bool,
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

    /// How a path goes on to it from what it is selected of: `field`, or `Type:field` where it is in a fragment.
    pub(crate) fn step(&self, of: &Selected) -> String {
        let is_narrower = self.parent != of.ty.name();
        if is_narrower { format!("{}:{}", self.parent, self.field) } else { self.field.clone() }
    }

    /// The name that it has in an answer.
    pub fn key(&self) -> &str {
        self.alias.as_ref().unwrap_or(&self.field)
    }
}
