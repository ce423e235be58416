//! The changes: a table each, with what it takes to revert and to verify it.

use serde_json::{Map, Value, json};

use super::{TENANT, cells, database_id};
use crate::sample::uuid;

/// The change with this number, from 0; each requires the one before it.
pub(super) fn row(number: usize) -> Map<String, Value> {
    let name = name(number);
    let row = json!({
        "id": number + 1,
        "name": name,
        "databaseId": database_id(),
        "deploy": name,
        "deps": number.checked_sub(1).map(self::name).into_iter().collect::<Vec<_>>(),
        "payload": { "path": name.split('/').collect::<Vec<_>>() },
        "content": content(number),
        "revert": format!("DROP TABLE bulk_app.t{number};"),
        "verify": format!("SELECT id, name, settings, created_at FROM bulk_app.t{number} WHERE false;"),
        "createdAt": cells::timestamp(number),
        "actionName": "table",
        "actionId": uuid(TENANT, &name),
        "actorId": null,
    });
    row.as_object().cloned().unwrap_or_default()
}

fn name(number: usize) -> String {
    format!("schemas/bulk_app/tables/t{number}/table")
}

fn content(number: usize) -> String {
    format!(
        "CREATE TABLE bulk_app.t{number} (\n  id uuid NOT NULL DEFAULT gen_random_uuid(),\n  name text NOT NULL,\n  \
         settings jsonb NOT NULL DEFAULT '{{}}'::jsonb,\n  created_at timestamptz NOT NULL DEFAULT now(),\n  \
         PRIMARY KEY (id)\n);\nCOMMENT ON TABLE bulk_app.t{number} IS 'What it''s for: number {number}';"
    )
}
