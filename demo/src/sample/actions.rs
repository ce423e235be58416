//! SQL actions from a script in sections:
//!
//! ```sql
//! -- change: schemas/app/tables/users/table
//! -- requires: schemas/app/schema
//! CREATE TABLE …
//! -- revert
//! DROP TABLE …
//! -- verify
//! SELECT …
//! ```

use serde_json::{Map, Value, json};

use super::{File, Tenant, uuid};
use crate::error::DemoError;
use crate::tables::Tables;

#[derive(Debug, Default, PartialEq, Eq)]
struct Action {
    change: String,
    requires: Vec<String>,
    deploy: String,
    revert: Option<String>,
    verify: Option<String>,
}

/// The rows of all tenants' actions, with the columns that the table has there: platforms have more or fewer of them.
pub(super) fn served(tables: &Tables, tenants: &[Tenant]) -> Result<Vec<Map<String, Value>>, DemoError> {
    let mut rows = of_all(tenants)?;
    if let Some(table) = tables.of_row_type("SqlAction").map(|at| &tables.all[at]) {
        for row in &mut rows {
            row.retain(|field, _| table.column_of_field(field).is_some());
        }
    }
    Ok(rows)
}

/// The rows of all tenants' actions. Their ids take turns, as those of a platform do on which all tenants work.
fn of_all(tenants: &[Tenant]) -> Result<Vec<Map<String, Value>>, DemoError> {
    let mut turns = Vec::new();
    for tenant in tenants {
        let actions = read(tenant.actions)?;
        turns.extend(actions.into_iter().enumerate().map(|(turn, action)| (turn, tenant.name, action)));
    }
    turns.sort_by_key(|(turn, ..)| *turn);
    Ok(turns.iter().enumerate().map(|(at, (_, tenant, action))| row(at + 1, tenant, action)).collect())
}

fn read(file: File) -> Result<Vec<Action>, DemoError> {
    let mut sections = file.text.split("-- change: ");
    if sections.next().is_some_and(|before| !before.is_empty()) {
        return Err(DemoError::Sample { file: file.name, problem: "it does not begin with `-- change: `".into() });
    }
    let action = |section| {
        action(section)
            .ok_or_else(|| DemoError::Sample { file: file.name, problem: format!("not a change: {section}") })
    };
    sections.map(action).collect()
}

fn action(section: &str) -> Option<Action> {
    let (change, script) = section.split_once('\n')?;
    let (requires, script) = match script.strip_prefix("-- requires: ").and_then(|rest| rest.split_once('\n')) {
        Some((requires, script)) => (requires.split(", ").map(str::to_owned).collect(), script),
        None => (Vec::new(), script),
    };
    let (script, verify) = part(script, "\n-- verify\n");
    let (deploy, revert) = part(script, "\n-- revert\n");
    Some(Action { change: change.to_owned(), requires, deploy: deploy.trim_end().to_owned(), revert, verify })
}

fn part<'a>(script: &'a str, heading: &str) -> (&'a str, Option<String>) {
    match script.split_once(heading) {
        Some((before, part)) => (before, Some(part.trim_end().to_owned())),
        None => (script, None),
    }
}

fn row(id: usize, tenant: &str, action: &Action) -> Map<String, Value> {
    let path: Vec<_> = action.change.split('/').collect();
    let row = json!({
        "id": id,
        "name": action.change,
        "databaseId": super::database_id(tenant),
        "deploy": action.change,
        "deps": action.requires,
        "payload": { "path": path, "quote": "it's \"here\"", "turn": id },
        "content": action.deploy,
        "revert": action.revert,
        "verify": action.verify,
        "createdAt": format!("2024-03-01T09:{:02}:{:02}.{:06}+00:00", id / 60, id % 60, id * 40_961 % 1_000_000),
        "category": path.first(),
        "action": "create",
        "actionName": path.last(),
        "actionId": uuid(tenant, &action.change),
        "actorId": null,
    });
    match row {
        Value::Object(row) => row,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_has_its_parts() {
        let text = "-- change: a/b\n-- requires: x, y/z\nSELECT 1;\n-- a note\nSELECT 2;\n-- revert\nSELECT 3;\n\n-- change: c\nSELECT 4;\n";
        let actions = read(File { name: "test", text }).unwrap();
        let requires = vec!["x".to_owned(), "y/z".to_owned()];
        let first = Action {
            change: "a/b".into(),
            requires,
            deploy: "SELECT 1;\n-- a note\nSELECT 2;".into(),
            revert: Some("SELECT 3;".into()),
            verify: None,
        };
        let second = Action { change: "c".into(), deploy: "SELECT 4;".into(), ..Action::default() };
        assert_eq!(actions, [first, second]);
    }

    #[test]
    fn a_script_with_something_before_its_first_change_is_refused() {
        assert!(matches!(read(File { name: "test", text: "SELECT 1;" }), Err(DemoError::Sample { file: "test", .. })));
    }
}
