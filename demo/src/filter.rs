//! `where`, `filter` and `condition`: from the argument to a predicate over rows.

mod predicate;
mod test;

use apollo_compiler::response::{JsonMap, JsonValue};

use crate::api::Api;
use crate::tables::Relation;
use predicate::Predicate;
use test::Test;

/// The rows of a table that pass the filters among a root field's arguments, as positions.
pub(crate) fn rows(api: &Api, table: usize, arguments: &JsonMap) -> Result<Vec<usize>, String> {
    let mut all = Vec::new();
    if let Some((name, ty)) = &api.tables.all[table].root.filter
        && let Some(value) = arguments.get(name.as_str()).filter(|value| !value.is_null())
    {
        all.push(Reader { api }.filter(table, ty, value)?);
    }
    if let Some(JsonValue::Object(members)) = arguments.get("condition") {
        all.push(condition(api, table, members)?);
    }
    let predicate = Predicate::All(all);
    let passing = api.rows[table].iter().enumerate().filter(|(_, row)| predicate.holds(row) == Some(true));
    Ok(passing.map(|(at, _)| at).collect())
}

/// PostGraphile's own filter: each member is a column's value, null for `IS NULL`.
fn condition(api: &Api, table: usize, members: &JsonMap) -> Result<Predicate, String> {
    let table = &api.tables.all[table];
    let mut all = Vec::new();
    for (field, value) in members {
        let unknown = || format!("the demo does not know the condition `{}`", field.as_str());
        let column = table.column_of_field(field.as_str()).ok_or_else(unknown)?;
        let test = if value.is_null() { Test::IsNull(true) } else { Test::equal(value.clone()) };
        all.push(Predicate::Column { column, kind: table.columns[column].kind.clone(), test });
    }
    Ok(Predicate::All(all))
}

struct Reader<'a> {
    api: &'a Api,
}

impl Reader<'_> {
    /// A filter object over a table; `ty` is its input type.
    fn filter(&self, table: usize, ty: &str, value: &JsonValue) -> Result<Predicate, String> {
        let members = members(value)?.iter().map(|(name, value)| self.member(table, ty, name.as_str(), value));
        Ok(Predicate::All(members.collect::<Result<_, _>>()?))
    }

    fn member(&self, table: usize, ty: &str, name: &str, value: &JsonValue) -> Result<Predicate, String> {
        if let Some(column) = self.api.tables.all[table].column_of_field(name) {
            return self.operators(table, column, value);
        }
        match name {
            "and" => Ok(Predicate::All(self.filters(table, ty, value)?)),
            "or" => Ok(Predicate::Any(self.filters(table, ty, value)?)),
            "not" => Ok(Predicate::Not(Box::new(self.filter(table, ty, value)?))),
            _ => self.related(table, ty, name, value),
        }
    }

    fn filters(&self, table: usize, ty: &str, value: &JsonValue) -> Result<Vec<Predicate>, String> {
        let items = match value {
            JsonValue::Array(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        items.iter().map(|item| self.filter(table, ty, item)).collect()
    }

    fn operators(&self, table: usize, column: usize, value: &JsonValue) -> Result<Predicate, String> {
        let own = &self.api.tables.all[table].columns[column].kind;
        let mut all = Vec::new();
        for (name, value) in members(value)? {
            let (test, kind) = Test::read(name.as_str(), value, own)?;
            all.push(Predicate::Column { column, kind, test });
        }
        Ok(Predicate::All(all))
    }

    /// A filter over the rows that a relation leads to: one of them must pass.
    fn related(&self, table: usize, ty: &str, name: &str, value: &JsonValue) -> Result<Predicate, String> {
        let (relation, target_type) = self.relation(table, ty, name)?;
        let passing = self.filter(relation.target, target_type, value)?;
        let rows = self.api.rows[relation.target].iter().filter(|row| passing.holds(row) == Some(true));
        let keys = rows.filter_map(|row| predicate::key(row, relation.references)).collect();
        Ok(Predicate::Related { columns: relation.columns.to_vec(), keys })
    }

    /// Where a member leads, by a foreign key of this table or, by the type of its filter, of the other one.
    fn relation(&self, table: usize, ty: &str, name: &str) -> Result<(Relation<'_>, &str), String> {
        let tables = &self.api.tables;
        let unknown = || format!("the demo does not know the member `{name}` of {ty}");
        let member = self.api.schema.get_input_object(ty).and_then(|input| input.fields.get(name));
        let target_type = member.ok_or_else(unknown)?.ty.inner_named_type().as_str();
        if let Some(relation) = tables.relation(table, name) {
            return Ok((relation, target_type));
        }
        let filters_by = |at: usize| tables.all[at].root.filter.as_ref().is_some_and(|(_, ty)| ty == target_type);
        let mut back = tables.leading_to(table).filter(|(from, _)| filters_by(*from));
        match (back.next(), back.next()) {
            (Some((from, key)), None) => Ok((key.relation_back(from), target_type)),
            (Some(_), Some(_)) => Err(format!("the demo cannot tell by which foreign key `{name}` of {ty} leads back")),
            (None, _) => Err(unknown()),
        }
    }
}

/// The members of a filter object. The server's plugin refuses null and `{}`, for a filter that is empty by mistake
/// shows everything.
fn members(value: &JsonValue) -> Result<&JsonMap, String> {
    match value {
        JsonValue::Object(members) if !members.is_empty() => Ok(members),
        JsonValue::Object(_) => Err("Empty objects are forbidden in filter arguments".into()),
        _ => Err("Null literals are forbidden in filter arguments".into()),
    }
}
