//! A schema with its annotations and the configuration to the model.

use std::collections::BTreeSet;

use super::paths::Paths;
use super::types::column_type;
use super::{Column, ColumnType, Enum, Generation, Identities, Model, Mutability, Table, TenantPath, order};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, tidy};
use crate::dialect::{RootField, Roots, WriteFields};
use crate::schema::{ColumnAnnotation, Field, ForeignKeyAnnotation, Schema, TableAnnotation, TypeDef, TypeKind};

/// Builds the model of every annotated table that is not left out.
///
/// # Errors
/// A column without a conversion, a table without a root field or without a way to its tenant, a key over a column
/// that is not there, an enum without labels; each at its place in the schema.
pub fn build(schema: &Schema, config: &Config) -> Result<Model, Diagnostics> {
    let roots = Roots::of(schema, config.dialect);
    let builder = Builder { schema, config, roots: &roots, paths: Paths::new(schema, config, &roots) };
    let mut found = Vec::new();
    let mut tables = Vec::new();
    for def in schema.types.values() {
        let TypeKind::Object { fields, table: Some(table), foreign_keys } = &def.kind else { continue };
        if config.left_out.contains_key(&table.qualified()) {
            continue;
        }
        match builder.table(def, fields, table, foreign_keys) {
            Ok(table) => tables.push(table),
            Err(errors) => found.extend(errors),
        }
    }
    let enums = builder.enums(&tables, &mut found);
    if found.is_empty() { Ok(Model { tables: order(tables), enums }) } else { Err(tidy(found)) }
}

/// The tables (`schema.table`) from which no way leads to a tenant that the API can be asked for; none where the
/// configuration has no tenant. What is left out is not among them.
pub fn without_tenant(schema: &Schema, config: &Config) -> Vec<String> {
    let roots = Roots::of(schema, config.dialect);
    let paths = Paths::new(schema, config, &roots);
    let annotated = |def: &TypeDef| match &def.kind {
        TypeKind::Object { table: Some(table), .. } => Some(table.qualified()),
        _ => None,
    };
    let names = schema.types.values().filter_map(annotated).filter(|name| !config.left_out.contains_key(name));
    let mut names: Vec<_> = names.filter(|name| config.tenant.is_some() && paths.of(name).is_none()).collect();
    names.sort();
    names
}

/// The columns (`schema.table.column`) whose default is the current time, as far as an API tells: those of the type
/// `timestamptz` that have a default and are in no key.
pub fn current_times(schema: &Schema) -> Vec<String> {
    let mut found = Vec::new();
    for def in schema.types.values() {
        let TypeKind::Object { fields, table: Some(table), .. } = &def.kind else { continue };
        let columns = fields.iter().filter_map(|field| field.column.as_ref());
        let is_time = |column: &&ColumnAnnotation| {
            column.pg_type == "timestamptz" && column.has_default && !table.key.contains(&column.name)
        };
        found.extend(columns.filter(is_time).map(|column| format!("{}.{}", table.qualified(), column.name)));
    }
    found
}

struct Builder<'a> {
    schema: &'a Schema,
    config: &'a Config,
    roots: &'a Roots<'a>,
    paths: Paths<'a>,
}

impl Builder<'_> {
    fn table(
        &self,
        def: &TypeDef,
        fields: &[Field],
        table: &TableAnnotation,
        keys: &[ForeignKeyAnnotation],
    ) -> Result<Table, Diagnostics> {
        let root = self.roots.field(&def.name, table).ok_or_else(|| {
            vec![self.at(def, format!("no root field answers with the rows of {}", table.qualified()))]
        })?;
        let columns = self.columns(table, fields, &self.config.dialect.write_fields(self.schema, &def.name))?;
        let position = |name: &String| columns.iter().position(|column| column.name == *name);
        let key = table.key.iter().map(position).collect::<Option<_>>();
        let key =
            key.ok_or_else(|| vec![self.at(def, format!("the key of {} is no column of it", table.qualified()))])?;
        let tenant = self.tenant(def, table)?;
        let root = self.led(root, def, table, tenant.as_ref());
        Ok(Table {
            schema: table.schema.clone(),
            name: table.name.clone(),
            row_type: def.name.clone(),
            root,
            columns,
            key,
            foreign_keys: keys.to_vec(),
            page: self.config.dialect.page(),
            tenant,
            module: self.config.modules.get(&table.schema).cloned(),
        })
    }

    /// The root field, its rows in the order of the column that leads to their tenant, then of their key: so they come
    /// the same whether they are asked for at once or in parts.
    fn led(
        &self,
        mut root: RootField,
        def: &TypeDef,
        table: &TableAnnotation,
        tenant: Option<&TenantPath>,
    ) -> RootField {
        let lead = tenant.and_then(TenantPath::lead).and_then(|column| self.roots.ascending(&def.name, table, column));
        if let (Some(order), Some(lead)) = (&mut root.order, lead) {
            order.values.retain(|value| *value != lead);
            order.values.insert(0, lead);
        }
        root
    }

    fn columns(
        &self,
        table: &TableAnnotation,
        fields: &[Field],
        writes: &WriteFields,
    ) -> Result<Vec<Column>, Diagnostics> {
        let mut found = Vec::new();
        let mut columns = Vec::new();
        for field in fields {
            let Some(annotation) = &field.column else { continue };
            let typed = column_type(self.schema, self.config, field, &annotation.pg_type);
            match typed.and_then(|ty| Ok((ty, self.parts(field)?))) {
                Ok(typed) => columns.push(self.column(table, field, annotation, typed, writes)),
                // Nothing reads it, so nothing has to convert it.
                Err(_) if self.is_left_out(table, &annotation.name) => {}
                Err((wrong, note)) => {
                    let message = format!("the column {}.{} {wrong}", table.qualified(), annotation.name);
                    found.push(Diagnostic::error(message).at(self.schema.locate(field.at)).note(note));
                }
            }
        }
        if found.is_empty() { Ok(columns) } else { Err(found) }
    }

    /// What a document selects of a column's values; what stands in the way is said as [`column_type`] says it.
    fn parts(&self, field: &Field) -> Result<Vec<String>, (String, String)> {
        let name = field.ty.name();
        parts(self.schema, name, PARTS_DEPTH, &mut { MANY_PARTS }).ok_or_else(|| {
            let wrong = format!("is of GraphQL `{name}`, which has more than {MANY_PARTS} parts within parts");
            (wrong, "leave the column out under [left-out] in typeferry.toml; --database-url reads it".to_owned())
        })
    }

    fn is_left_out(&self, table: &TableAnnotation, column: &str) -> bool {
        self.config.left_out.contains_key(&format!("{}.{column}", table.qualified()))
    }

    /// How a column's values come about, if that is stated: the configuration wins over the schema, which pulls rewrite.
    fn stated(&self, table: &TableAnnotation, annotation: &ColumnAnnotation) -> Option<Generation> {
        let stated = self.config.generation.get(&format!("{}.{}", table.qualified(), annotation.name));
        stated.copied().or(annotation.generation)
    }

    fn column(
        &self,
        table: &TableAnnotation,
        field: &Field,
        annotation: &ColumnAnnotation,
        (ty, parts): (ColumnType, Vec<String>),
        writes: &WriteFields,
    ) -> Column {
        let stated = self.stated(table, annotation);
        Column {
            name: annotation.name.clone(),
            field: field.name.clone(),
            losses: ty.scalar().map_or(&[], |scalar| self.config.dialect.losses(scalar)),
            ty,
            pg_type: annotation.pg_type.clone(),
            nullable: !field.ty.is_non_null(),
            has_default: annotation.has_default || stated.is_some_and(|generation| generation != Generation::Plain),
            mutability: mutability(stated, &field.name, writes),
            parts,
            environment: self.config.environment.get(&annotation.name).cloned(),
        }
    }

    /// The way to the tenant, where rows have one.
    fn tenant(&self, def: &TypeDef, table: &TableAnnotation) -> Result<Option<TenantPath>, Diagnostics> {
        let Some(rule) = &self.config.tenant else { return Ok(None) };
        let name = table.qualified();
        self.paths.of(&name).map(Some).ok_or_else(|| {
            let error = self.at(def, format!("no way from {name} to its tenant: it cannot be filtered by `{}`", rule.column));
            let note = "in typeferry.toml, name the column that leads to it under [reached-by] (`column`, or `column -> \
                        schema.table` where there is no foreign key), or leave the table out under [left-out], with a \
                        reason";
            vec![error.note(note)]
        })
    }

    fn enums(&self, tables: &[Table], found: &mut Diagnostics) -> Vec<Enum> {
        let names: BTreeSet<&str> =
            tables.iter().flat_map(|table| &table.columns).filter_map(|column| enum_name(&column.ty)).collect();
        names.into_iter().filter_map(|name| self.labels(name, found)).collect()
    }

    fn labels(&self, name: &str, found: &mut Diagnostics) -> Option<Enum> {
        let values = self.schema.values(name).unwrap_or_default();
        let labels: Option<Vec<_>> =
            values.iter().map(|value| Some((value.name.clone(), value.label.clone()?))).collect();
        let at = self.schema.get(name).and_then(|def| self.schema.locate(def.at));
        if labels.is_none() {
            let message = format!("each value of the enum `{name}` needs its PostgreSQL label: @label(name: …)");
            found.push(Diagnostic::error(message).at(at.clone()));
        }
        Some(Enum { name: name.to_owned(), values: labels?, at })
    }

    fn at(&self, def: &TypeDef, message: String) -> Diagnostic {
        Diagnostic::error(message).at(self.schema.locate(def.at))
    }
}

/// What is stated wins over what the API's types have, which is an upper bound.
fn mutability(stated: Option<Generation>, field: &str, writes: &WriteFields) -> Mutability {
    if let Some(generation) = stated {
        return Mutability::of(generation, Identities::Kept);
    }
    let has = |fields: Option<&BTreeSet<String>>| fields.is_none_or(|fields| fields.contains(field));
    Mutability::bound(has(writes.input.as_ref()), has(writes.patch.as_ref()))
}

/// As deep as the value objects of an API go: a range has bounds, and these have values.
const PARTS_DEPTH: usize = 3;
/// More parts than any value object has: one whose parts are of its own type has as many as its depth lets it.
const MANY_PARTS: usize = 64;

/// The fields of an object type as a document selects them; `None` where they are more than `left`.
fn parts(schema: &Schema, name: &str, depth: usize, left: &mut usize) -> Option<Vec<String>> {
    if depth == 0 {
        return Some(Vec::new());
    }
    let fields = schema.fields(name);
    *left = left.checked_sub(fields.len())?;
    let part = |part: &Field| match parts(schema, part.ty.name(), depth - 1, left)?.as_slice() {
        [] => Some(part.name.clone()),
        inner => Some(format!("{} {{ {} }}", part.name, inner.join(" "))),
    };
    fields.iter().map(part).collect()
}

fn enum_name(ty: &ColumnType) -> Option<&str> {
    match ty.element() {
        ColumnType::Enum(name) => Some(name),
        ColumnType::Array(_) | ColumnType::Scalar(_) | ColumnType::Verbatim(_) => None,
    }
}
