//! SDL text to a schema.

use std::collections::BTreeSet;

use cynic_parser::type_system as sdl;
use cynic_parser::type_system::{Definition, TypeDefinition};
use typeferry_base::table::Generation;

use super::annotation::{ColumnAnnotation, ForeignKeyAnnotation, TableAnnotation};
use super::check::check;
use super::constant;
use super::types::{EnumValue, Field, InputValue, Schema, TypeDef, TypeKind};
use crate::diagnostic::{Diagnostic, Diagnostics, Source, tidy};
use crate::syntax;

/// The mutation root of a schema that does not say its roots (GraphQL specification, section 3.3.1).
const MUTATION: &str = "Mutation";

/// Reads SDL. One that says its roots (`schema { … }`) is all of an API.
///
/// # Errors
/// Every place where the text is no SDL, names an unknown type, repeats a name or has a malformed annotation.
pub fn read(source: &Source) -> Result<Schema, Diagnostics> {
    let document = syntax::type_system(source)?;
    let schema = Schema { source: Some(source.clone()), query: "Query".into(), ..Schema::default() };
    let mut reader = Reader { source, found: Vec::new(), schema };
    for definition in document.definitions() {
        reader.definition(definition);
    }
    if !reader.found.is_empty() {
        return Err(tidy(reader.found));
    }
    let mut schema = reader.schema;
    if !schema.is_whole && schema.types.contains_key(MUTATION) {
        schema.mutation = Some(MUTATION.to_owned());
    }
    check(schema)
}

struct Reader<'s> {
    source: &'s Source,
    found: Diagnostics,
    schema: Schema,
}

impl Reader<'_> {
    fn definition(&mut self, definition: Definition<'_>) {
        match definition {
            Definition::Schema(schema) => {
                self.schema.is_whole = true;
                if let Some(root) = schema.root_query_definition() {
                    root.named_type().clone_into(&mut self.schema.query);
                }
                self.schema.mutation = schema.root_mutation_definition().map(|root| root.named_type().to_owned());
            }
            Definition::Type(def) => self.type_definition(def),
            Definition::Directive(_) => {}
            Definition::SchemaExtension(_) | Definition::TypeExtension(_) => {
                let message = "extensions (`extend …`) are not read: write the type whole";
                self.error(definition.span().start, message.to_owned());
            }
        }
    }

    fn type_definition(&mut self, def: TypeDefinition<'_>) {
        let name = def.name().to_owned();
        let (kind, at) = match def {
            TypeDefinition::Scalar(scalar) => (TypeKind::Scalar, scalar.name_span().start),
            TypeDefinition::Union(union) => {
                let members = union.members().map(|member| member.name().to_owned());
                self.possible(&name).extend(members);
                (TypeKind::Union, union.name_span().start)
            }
            TypeDefinition::Object(object) => {
                for interface in object.implements_interfaces() {
                    self.possible(interface).insert(name.clone());
                }
                (self.object(object), object.name_span().start)
            }
            TypeDefinition::Interface(interface) => {
                self.possible(&name);
                let fields = interface.fields().map(|field| self.field(field)).collect();
                (TypeKind::Object { fields, table: None, foreign_keys: Vec::new() }, interface.name_span().start)
            }
            TypeDefinition::Enum(def) => {
                (TypeKind::Enum(def.values().map(|value| self.enum_value(value)).collect()), def.name_span().start)
            }
            TypeDefinition::InputObject(input) => {
                let fields = input.fields().map(|value| input_value(value, self.source)).collect();
                (TypeKind::Input(fields), input.name_span().start)
            }
        };
        if self.schema.types.insert(name.clone(), TypeDef { name: name.clone(), kind, at }).is_some() {
            self.error(at, format!("the type `{name}` stands here for the second time"));
        }
    }

    /// The object types of an interface or a union.
    fn possible(&mut self, name: &str) -> &mut BTreeSet<String> {
        self.schema.possible.entry(name.to_owned()).or_default()
    }

    fn object(&mut self, object: sdl::ObjectDefinition<'_>) -> TypeKind {
        let fields = object.fields().map(|field| self.field(field)).collect();
        let mut table = None;
        let mut foreign_keys = Vec::new();
        for directive in object.directives() {
            match directive.name() {
                "table" => table = self.table(directive),
                "foreignKey" => foreign_keys.extend(self.foreign_key(directive)),
                _ => {}
            }
        }
        TypeKind::Object { fields, table, foreign_keys }
    }

    fn field(&mut self, field: sdl::FieldDefinition<'_>) -> Field {
        let column = field.directives().find(|directive| directive.name() == "column");
        Field {
            name: field.name().to_owned(),
            ty: syntax::type_ref(field.ty().name(), field.ty().wrappers()),
            arguments: field.arguments().map(|value| input_value(value, self.source)).collect(),
            deprecated: deprecation(field.directives(), self.source),
            column: column.and_then(|directive| self.column(directive)),
            at: field.name_span().start,
        }
    }

    fn enum_value(&mut self, value: sdl::EnumValueDefinition<'_>) -> EnumValue {
        let label = value.directives().find(|directive| directive.name() == "label");
        EnumValue {
            name: value.value().to_owned(),
            label: label.and_then(|directive| self.text(directive, "name")),
            deprecated: deprecation(value.directives(), self.source),
            at: value.value_span().start,
        }
    }

    fn table(&mut self, directive: sdl::Directive<'_>) -> Option<TableAnnotation> {
        Some(TableAnnotation {
            schema: self.text(directive, "schema")?,
            name: self.text(directive, "name")?,
            key: self.texts(directive, "key")?,
        })
    }

    fn foreign_key(&mut self, directive: sdl::Directive<'_>) -> Option<ForeignKeyAnnotation> {
        let field = match directive.argument("field") {
            Some(_) => Some(self.text(directive, "field")?),
            None => None,
        };
        Some(ForeignKeyAnnotation {
            columns: self.texts(directive, "columns")?,
            schema: self.text(directive, "schema")?,
            table: self.text(directive, "table")?,
            references: self.texts(directive, "references")?,
            field,
        })
    }

    fn column(&mut self, directive: sdl::Directive<'_>) -> Option<ColumnAnnotation> {
        let generation = match directive.argument("generation") {
            Some(_) => Some(self.generation(directive)?),
            None => None,
        };
        let flag = |name| directive.argument(name).and_then(|value| value.value().as_bool()).unwrap_or(false);
        Some(ColumnAnnotation {
            has_default: flag("default"),
            assumed: flag("assumed"),
            name: self.text(directive, "name")?,
            pg_type: self.text(directive, "type")?,
            generation,
        })
    }

    fn generation(&mut self, directive: sdl::Directive<'_>) -> Option<Generation> {
        let word = self.text(directive, "generation")?;
        let generation = Generation::of_word(&word);
        if generation.is_none() {
            let message = format!("`{word}` is no generation of a column; known are {}", Generation::words());
            self.error(directive.name_span().start, message);
        }
        generation
    }

    fn text(&mut self, directive: sdl::Directive<'_>, name: &str) -> Option<String> {
        let text = directive.argument(name).and_then(|argument| syntax::string(self.source, argument.value()));
        if text.is_none() {
            self.malformed(directive, name, "a string");
        }
        text
    }

    fn texts(&mut self, directive: sdl::Directive<'_>, name: &str) -> Option<Vec<String>> {
        let list = directive.argument(name).and_then(|argument| argument.value().as_list());
        let texts = list.and_then(|list| list.items().map(|item| syntax::string(self.source, item)).collect());
        if texts.is_none() {
            self.malformed(directive, name, "a list of strings");
        }
        texts
    }

    fn malformed(&mut self, directive: sdl::Directive<'_>, argument: &str, wanted: &str) {
        let message = format!("`@{}` needs `{argument}`, {wanted}", directive.name());
        self.error(directive.name_span().start, message);
    }

    fn error(&mut self, at: usize, message: String) {
        self.found.push(Diagnostic::error(message).at(self.source.locate(at)));
    }
}

fn input_value(value: sdl::InputValueDefinition<'_>, source: &Source) -> InputValue {
    InputValue {
        name: value.name().to_owned(),
        ty: syntax::type_ref(value.ty().name(), value.ty().wrappers()),
        default: value.default_value().map(|default| constant::text(default, source.text())),
        at: value.name_span().start,
    }
}

fn deprecation<'a>(mut directives: impl Iterator<Item = sdl::Directive<'a>>, source: &Source) -> Option<String> {
    let directive = directives.find(|directive| directive.name() == "deprecated")?;
    let reason = directive.argument("reason").and_then(|reason| syntax::string(source, reason.value()));
    Some(reason.unwrap_or_else(|| "No longer supported".to_owned()))
}
