//! The schema as it is served: the annotated text without our directives, with what a schema file leaves out
//! (the relation fields of rows) or never has (`_meta`).

use apollo_compiler::ast::{DirectiveList, FieldDefinition, Type};
use apollo_compiler::schema::{Component, ExtendedType, ObjectType};
use apollo_compiler::validation::{Valid, WithErrors};
use apollo_compiler::{Name, Node, Schema};

use crate::error::DemoError;
use crate::meta;
use crate::tables::{self, Malformed, Tables};

/// Our directives, which a real server does not know.
const DIRECTIVES: [&str; 4] = ["table", "foreignKey", "column", "label"];

/// Reads the annotated text of the endpoint at `path`.
pub(crate) fn read(path: &str, text: &str) -> Result<(Valid<Schema>, Tables), DemoError> {
    let builder = Schema::builder().parse(text, "schema.graphql").parse(meta::TYPES, "meta.graphql");
    let mut schema = builder.build().map_err(|error| invalid(path, &error))?;
    let tables = tables::read(&schema).map_err(|malformed| annotation(path, malformed))?;
    strip(&mut schema);
    add_relations(&mut schema, &tables).map_err(|malformed| annotation(path, malformed))?;
    add_meta(&mut schema).map_err(|malformed| annotation(path, malformed))?;
    let schema = schema.validate().map_err(|error| invalid(path, &error))?;
    Ok((schema, tables))
}

fn invalid(path: &str, error: &WithErrors<Schema>) -> DemoError {
    DemoError::Schema { path: path.to_owned(), findings: error.errors.to_string() }
}

fn annotation(path: &str, Malformed { type_name, problem }: Malformed) -> DemoError {
    DemoError::Annotation { path: path.to_owned(), type_name, problem }
}

fn strip(schema: &mut Schema) {
    for name in DIRECTIVES {
        schema.directive_definitions.shift_remove(name);
    }
    for def in schema.types.values_mut() {
        match def {
            ExtendedType::Object(object) => strip_object(object.make_mut()),
            ExtendedType::Enum(def) => {
                for value in def.make_mut().values.values_mut() {
                    value.make_mut().directives.retain(|directive| !is_ours(&directive.name));
                }
            }
            _ => {}
        }
    }
}

fn strip_object(object: &mut ObjectType) {
    object.directives.retain(|directive| !is_ours(&directive.name));
    for field in object.fields.values_mut() {
        field.make_mut().directives.retain(|directive| !is_ours(&directive.name));
    }
}

fn is_ours(name: &str) -> bool {
    DIRECTIVES.contains(&name)
}

/// The field of each foreign key, and the way back where it leads to one row.
fn add_relations(schema: &mut Schema, tables: &Tables) -> Result<(), Malformed> {
    for (at, table) in tables.all.iter().enumerate() {
        for key in &table.foreign_keys {
            let target = &tables.all[key.target].row_type;
            if let Some(field) = &key.field {
                add_field(schema, &table.row_type, field, target)?;
            }
            if let Some(field) = tables.way_back(at, key) {
                add_field(schema, target, &field, &table.row_type)?;
            }
        }
    }
    Ok(())
}

fn add_meta(schema: &mut Schema) -> Result<(), Malformed> {
    let query = schema.schema_definition.query.as_ref().map_or("Query", |name| name.as_str()).to_owned();
    add_field(schema, &query, "_meta", "MetaSchema")
}

/// Adds a nullable field; one that is there stays as it is.
fn add_field(schema: &mut Schema, object: &str, field: &str, target: &str) -> Result<(), Malformed> {
    let malformed = |problem: String| Malformed { type_name: object.to_owned(), problem };
    let name = Name::new(field).map_err(|_| malformed(format!("has a field called `{field}`, no GraphQL name")))?;
    let target = Name::new(target).map_err(|_| malformed(format!("leads to `{target}`, no GraphQL name")))?;
    let Some(ExtendedType::Object(object)) = schema.types.get_mut(object) else {
        return Err(malformed("is no object type".to_owned()));
    };
    let definition = FieldDefinition {
        description: None,
        name: name.clone(),
        arguments: Vec::new(),
        ty: Type::Named(target),
        directives: DirectiveList::default(),
    };
    Node::make_mut(object).fields.entry(name).or_insert_with(|| Component::new(definition));
    Ok(())
}
