//! What `_meta` would tell, for an API of which only the answer to introspection is at hand: the names of its tables are
//! given, those of columns follow by rule where only one can be meant, and types by the type that they arrive as.

use super::inflection;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::{Assumed, NamedTable};
use crate::schema::meta::{
    Meta, MetaEnum, MetaField, MetaInflection, MetaKey, MetaKeyField, MetaQuery, MetaTable, MetaType,
};
use crate::schema::{ColumnAnnotation, Field, Schema, TableAnnotation, TypeKind};

/// Assumes the PostgreSQL names and types of the tables; what `known`, a schema file, says of the same column is taken
/// instead.
///
/// # Errors
/// A field whose column cannot be told from its name, or whose PostgreSQL type cannot be told from its GraphQL type;
/// a table whose key the API does not show.
pub(super) fn assume(api: &Schema, tables: &[NamedTable], known: Option<&Schema>) -> Result<Assumed, Diagnostics> {
    let (mut found, mut not_shown, mut shown) = (Vec::new(), Vec::new(), Vec::new());
    let roots = roots(api);
    for table in tables {
        let Some((root, row_type)) = root_of(&roots, &table.table) else {
            not_shown.push(format!("{}.{}", table.schema, table.table));
            continue;
        };
        match (Assumer { api, known, named: table, row_type }).table(root) {
            Ok(table) => shown.push(table),
            Err(errors) => found.extend(errors),
        }
    }
    if found.is_empty() { Ok(Assumed { meta: Meta { tables: shown }, not_shown }) } else { Err(found) }
}

/// The root fields that answer with rows, each with the type of a row.
fn roots(api: &Schema) -> Vec<(&Field, &str)> {
    api.fields(&api.query)
        .iter()
        .filter_map(|root| Some((root, api.field(root.ty.name(), "nodes")?.ty.name())))
        .collect()
}

/// The root field of a table: it, or its row type, has the letters of the table's name, underscores aside.
fn root_of<'a>(roots: &[(&'a Field, &'a str)], table: &str) -> Option<(&'a Field, &'a str)> {
    let wanted = letters(table);
    let by_row_type = roots.iter().find(|(_, row_type)| letters(row_type) == wanted);
    by_row_type.or_else(|| roots.iter().find(|(root, _)| letters(&root.name) == wanted)).copied()
}

fn letters(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}

/// One table.
struct Assumer<'a> {
    api: &'a Schema,
    known: Option<&'a Schema>,
    named: &'a NamedTable,
    row_type: &'a str,
}

impl<'a> Assumer<'a> {
    fn table(&self, root: &Field) -> Result<MetaTable, Diagnostics> {
        let row_type = self.row_type;
        let (fields, errors): (Vec<_>, Vec<_>) = self.columns().map(|field| self.field(field)).partition(Result::is_ok);
        let mut errors: Diagnostics = errors.into_iter().filter_map(Result::err).collect();
        let key = self.key().unwrap_or_else(|| {
            errors.push(Diagnostic::error(format!("{}: the API does not show its key", self.qualified())));
            Vec::new()
        });
        if !errors.is_empty() {
            return Err(errors);
        }
        let connection = root.ty.name().to_owned();
        let key_field = |name: String| MetaKeyField { name: Some(name), column_name: None };
        let keys = if key.is_empty() {
            Vec::new()
        } else {
            vec![MetaKey { fields: key.into_iter().map(key_field).collect() }]
        };
        Ok(MetaTable {
            table_name: self.named.table.clone(),
            schema_name: self.named.schema.clone(),
            fields: fields.into_iter().flatten().collect(),
            inflection: MetaInflection { table_type: row_type.to_owned(), connection },
            query: MetaQuery { all: Some(root.name.clone()) },
            primary_key_constraints: keys,
            foreign_key_constraints: None,
        })
    }

    /// The fields that are columns: those that can be inserted, or else ordered by. Relations are neither.
    fn columns(&self) -> impl Iterator<Item = &'a Field> {
        let (api, row_type) = (self.api, self.row_type);
        let input = format!("{row_type}Input");
        let is_column = move |field: &&Field| match api.inputs(&input) {
            [] => !api.fields(row_type).is_empty() && !is_object(api, field.ty.name()),
            fields => fields.iter().any(|input| input.name == field.name),
        };
        api.fields(row_type).iter().filter(is_column)
    }

    /// The fields that name a row when it is deleted; none where there is no unique order.
    fn key(&self) -> Option<Vec<String>> {
        let is_key = |name: &str| self.api.field(self.row_type, name).is_some();
        let input = self.api.inputs(&format!("Delete{}Input", self.row_type));
        let key: Vec<_> = input.iter().map(|field| field.name.clone()).filter(|name| is_key(name)).collect();
        let order = self.api.values(&format!("{}OrderBy", self.row_type)).unwrap_or_default();
        let has_key = order.iter().any(|value| value.name == "PRIMARY_KEY_ASC");
        (has_key != key.is_empty()).then_some(key)
    }

    fn field(&self, field: &Field) -> Result<MetaField, Diagnostic> {
        let known = self.known_column(field);
        let ColumnAnnotation { name, pg_type, has_default, assumed, .. } = match known {
            Some(known) => known.clone(),
            None => self.assumed(field)?,
        };
        let is_array = field.ty.element().is_some();
        let element = pg_type.strip_suffix("[]").unwrap_or(&pg_type);
        Ok(MetaField {
            name: field.name.clone(),
            column_name: Some(name),
            has_default,
            ty: MetaType {
                pg_type: if is_array { format!("{element}Array") } else { pg_type.clone() },
                gql_type: field.ty.name().to_owned(),
                is_array,
            },
            enum_values: self.labels(field.ty.name()),
            assumed,
        })
    }

    fn assumed(&self, field: &Field) -> Result<ColumnAnnotation, Diagnostic> {
        let wrong = |what: &str| {
            let message = format!("{}: {what} is behind `{}` cannot be told", self.qualified(), field.name);
            Diagnostic::error(message).note("pull from a server whose `_meta` answers `columnName` and `pgType`")
        };
        let name = inflection::column_of(&field.name).ok_or_else(|| wrong("which column"))?;
        let element = self.pg_type(field.ty.name()).ok_or_else(|| wrong("which type of PostgreSQL"))?;
        let pg_type = if field.ty.element().is_some() { format!("{element}[]") } else { element };
        let input = self.api.input(&format!("{}Input", self.row_type), &field.name);
        // What is never null and need not be given has a default.
        let has_default = field.ty.is_non_null() && input.is_some_and(|input| !input.ty.is_non_null());
        Ok(ColumnAnnotation { name, pg_type, has_default, generation: None, assumed: true })
    }

    fn pg_type(&self, graphql: &str) -> Option<String> {
        if self.api.values(graphql).is_some() {
            let mut letters = graphql.chars();
            return letters.next().map(|first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()));
        }
        inflection::usual_type(graphql).map(str::to_owned)
    }

    /// The labels of an enum: those that are known, where its values are theirs; else the values in small letters.
    fn labels(&self, name: &str) -> Option<MetaEnum> {
        let values = self.api.values(name)?;
        let known = self.known.and_then(|known| known.values(name)).unwrap_or_default();
        let label = |value: &str| known.iter().find(|one| one.name == value).and_then(|one| one.label.clone());
        let labels = values.iter().map(|value| label(&value.name).unwrap_or_else(|| value.name.to_ascii_lowercase()));
        Some(MetaEnum { values: labels.collect() })
    }

    /// What the schema file says of a column of the same table that arrives alike.
    fn known_column(&self, field: &Field) -> Option<&'a ColumnAnnotation> {
        let is_table = |table: &TableAnnotation| table.schema == self.named.schema && table.name == self.named.table;
        let fields = self.known?.types.values().find_map(|def| match &def.kind {
            TypeKind::Object { fields, table: Some(table), .. } if is_table(table) => Some(fields),
            _ => None,
        })?;
        let same = |known: &&Field| known.name == field.name && known.ty.nullable() == field.ty.nullable();
        fields.iter().find(same)?.column.as_ref()
    }

    fn qualified(&self) -> String {
        format!("{}.{}", self.named.schema, self.named.table)
    }
}

fn is_object(api: &Schema, name: &str) -> bool {
    matches!(api.get(name).map(|def| &def.kind), Some(TypeKind::Object { .. } | TypeKind::Union))
}
