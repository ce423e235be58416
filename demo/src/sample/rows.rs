//! Rows from a file of the sample: `{"Field": {"defaults": {…}, "rows": [{…}, …]}, …}`. A text `uuid:…` stands for
//! the UUID of that label.

use serde_json::{Map, Value};

use super::{File, uuid};
use crate::data::Data;
use crate::error::DemoError;

/// Adds the rows of a file.
pub(super) fn add(data: &mut Data, tenant: &str, file: File) -> Result<(), DemoError> {
    let broken = |problem: String| DemoError::Sample { file: file.name, problem };
    let tables: Map<String, Value> = serde_json::from_str(file.text).map_err(|error| broken(error.to_string()))?;
    for (row_type, mut table) in tables {
        let Value::Object(defaults) = table["defaults"].take() else {
            return Err(broken(format!("`{row_type}` has no object `defaults`")));
        };
        let Value::Array(rows) = table["rows"].take() else {
            return Err(broken(format!("`{row_type}` has no list `rows`")));
        };
        for row in rows {
            let Value::Object(own) = row else { return Err(broken(format!("a row of `{row_type}` is no object"))) };
            let members = defaults.clone().into_iter().chain(own);
            data.push(&row_type, members.map(|(name, value)| (name, labelled(tenant, value))).collect());
        }
    }
    Ok(())
}

fn labelled(tenant: &str, value: Value) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix("uuid:") {
            Some(label) => uuid(tenant, label).into(),
            None => text.into(),
        },
        Value::Array(items) => items.into_iter().map(|item| labelled(tenant, item)).collect(),
        other => other,
    }
}
