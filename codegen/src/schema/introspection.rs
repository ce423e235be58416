//! The standard introspection answer (GraphQL specification, section 4) to a schema.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::check::check;
use super::constant;
use super::types::{BUILT_IN_SCALARS, EnumValue, Field, InputValue, Schema, TypeDef, TypeKind, TypeRef};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::LISTS;

/// The document whose answer [`read`] takes. Three wrappers inside a type are enough for `[[T!]!]!`.
pub const QUERY: &str = "\
query Introspection {
  __schema {
    queryType { name }
    mutationType { name }
    types {
      kind
      name
      fields(includeDeprecated: true) {
        name
        args { name type { ...T } defaultValue }
        type { ...T }
        isDeprecated
        deprecationReason
      }
      inputFields { name type { ...T } defaultValue }
      enumValues(includeDeprecated: true) { name isDeprecated deprecationReason }
      possibleTypes { name }
    }
  }
}
fragment T on __Type {
  kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
}
";

/// Reads an introspection answer, with or without the `data` around it.
///
/// # Errors
/// The text is no such answer, or the schema in it refers to a type that is not in it.
pub fn read(json: &str) -> Result<Schema, Diagnostics> {
    let answer: Answer =
        serde_json::from_str(json).map_err(|error| wrong(format!("not an introspection answer: {error}")))?;
    let Some(schema) = answer.schema.or(answer.data.and_then(|data| data.schema)) else {
        let error =
            Diagnostic::error("no `__schema` in the introspection answer: is introspection switched off there?");
        let note = "save both answers where it is switched on, and pull with --introspection FILE --meta FILE";
        return Err(vec![error.note(note)]);
    };
    let (mut types, mut possible) = (BTreeMap::new(), BTreeMap::new());
    for raw in schema.types {
        if raw.name.starts_with("__") || BUILT_IN_SCALARS.contains(&raw.name.as_str()) {
            continue;
        }
        if let Some(objects) = &raw.possible_types {
            possible.insert(raw.name.clone(), objects.iter().map(|object| object.name.clone()).collect());
        }
        let def = raw.into_type().map_err(wrong)?;
        types.insert(def.name.clone(), def);
    }
    let (query, mutation) = (schema.query_type.name, schema.mutation_type.map(|mutation| mutation.name));
    check(Schema { source: None, query, mutation, is_whole: true, types, possible })
}

fn wrong(message: String) -> Diagnostics {
    vec![Diagnostic::error(message)]
}

#[derive(Deserialize)]
struct Answer {
    data: Option<Data>,
    #[serde(rename = "__schema")]
    schema: Option<RawSchema>,
}

#[derive(Deserialize)]
struct Data {
    #[serde(rename = "__schema")]
    schema: Option<RawSchema>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawSchema {
    query_type: Named,
    mutation_type: Option<Named>,
    types: Vec<RawType>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawType {
    kind: String,
    name: String,
    fields: Option<Vec<RawField>>,
    input_fields: Option<Vec<RawInput>>,
    enum_values: Option<Vec<RawEnumValue>>,
    possible_types: Option<Vec<Named>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawField {
    name: String,
    #[serde(default)]
    args: Vec<RawInput>,
    #[serde(rename = "type")]
    ty: RawTypeRef,
    #[serde(default)]
    is_deprecated: bool,
    deprecation_reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawInput {
    name: String,
    #[serde(rename = "type")]
    ty: RawTypeRef,
    default_value: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawEnumValue {
    name: String,
    #[serde(default)]
    is_deprecated: bool,
    deprecation_reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawTypeRef {
    kind: String,
    name: Option<String>,
    of_type: Option<Box<RawTypeRef>>,
}

impl RawType {
    fn into_type(self) -> Result<TypeDef, String> {
        let kind = match self.kind.as_str() {
            "SCALAR" => TypeKind::Scalar,
            "UNION" => TypeKind::Union,
            "OBJECT" | "INTERFACE" => {
                let fields = self.fields.unwrap_or_default().into_iter().map(RawField::into_field);
                TypeKind::Object { fields: fields.collect::<Result<_, _>>()?, table: None, foreign_keys: Vec::new() }
            }
            "ENUM" => {
                TypeKind::Enum(self.enum_values.unwrap_or_default().into_iter().map(RawEnumValue::into_value).collect())
            }
            "INPUT_OBJECT" => TypeKind::Input(inputs(self.input_fields.unwrap_or_default())?),
            other => return Err(format!("the type `{}` is of the unknown kind `{other}`", self.name)),
        };
        Ok(TypeDef { name: self.name, kind, at: 0 })
    }
}

impl RawField {
    fn into_field(self) -> Result<Field, String> {
        Ok(Field {
            deprecated: reason(self.is_deprecated, self.deprecation_reason),
            ty: self.ty.into_ref(&self.name, 0)?,
            arguments: inputs(self.args)?,
            column: None,
            name: self.name,
            at: 0,
        })
    }
}

impl RawEnumValue {
    fn into_value(self) -> EnumValue {
        let deprecated = reason(self.is_deprecated, self.deprecation_reason);
        EnumValue { name: self.name, label: None, deprecated, at: 0 }
    }
}

impl RawTypeRef {
    /// The type of `field`, below so many lists.
    fn into_ref(self, field: &str, lists: usize) -> Result<TypeRef, String> {
        let lists = lists + usize::from(self.kind == "LIST");
        if lists > LISTS {
            return Err(format!("the type of `{field}` is nested deeper than a schema file can say"));
        }
        let inner = |of: Option<Box<RawTypeRef>>| match of {
            Some(of) => of.into_ref(field, lists).map(Box::new),
            None => Err(format!("the type of `{field}` is nested deeper than the introspection query asks")),
        };
        match self.kind.as_str() {
            "NON_NULL" => match inner(self.of_type)? {
                inner if inner.is_non_null() => Err(format!("the type of `{field}` is `{inner}!`, which is none")),
                inner => Ok(TypeRef::NonNull(inner)),
            },
            "LIST" => Ok(TypeRef::List(inner(self.of_type)?)),
            _ => self.name.map(TypeRef::Named).ok_or_else(|| format!("the type of `{field}` has no name")),
        }
    }
}

fn inputs(raw: Vec<RawInput>) -> Result<Vec<InputValue>, String> {
    let convert = |raw: RawInput| {
        Ok(InputValue {
            ty: raw.ty.into_ref(&raw.name, 0)?,
            default: raw.default_value.map(constant),
            name: raw.name,
            at: 0,
        })
    };
    raw.into_iter().map(convert).collect()
}

/// In the one way that we write it; what is no constant stays as it is, and is refused with everything else.
fn constant(text: String) -> String {
    constant::read(&text).unwrap_or(text)
}

fn reason(deprecated: bool, reason: Option<String>) -> Option<String> {
    deprecated.then(|| reason.unwrap_or_else(|| "No longer supported".into()))
}
