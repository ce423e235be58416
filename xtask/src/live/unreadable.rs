//! Values that the API cannot send: each fails the export with its table, key and column, and leaves nothing behind.

use std::path::Path;

use postgres::Client;

use super::command::{failure, finish};
use super::error::{LiveError, Tried};
use super::export::{self, Scope};
use super::server::unexpected;
use super::stage::{SOURCE, Stage, TENANT, one};
use crate::output;

/// The exit code of a refusal.
const REFUSED: i32 = 4;

/// Columns of `metaschema_public.field`, and values of them that have no place in an answer.
const VALUES: [(&str, &str); 3] = [("min", "'NaN'"), ("max", "'-Infinity'"), ("tags", "'{{a,b},{c,NULL}}'")];

/// Puts each value into a row of the tenant, exports, and puts the old value back.
///
/// # Errors
/// The export succeeds, fails otherwise, or leaves a file.
pub(super) fn run(typeferry: &Path, stage: &Stage<'_>) -> Result<(), LiveError> {
    let tenant = stage.tenant_id(TENANT)?;
    let mut source = stage.cluster.connect(SOURCE)?;
    // In the middle, and on the second of two pages.
    let of_tenant = format!("metaschema_public.field WHERE database_id = '{tenant}' ORDER BY id LIMIT 1 OFFSET 1234");
    let key = one(&mut source, &format!("SELECT id FROM {of_tenant}"))?;
    for (column, value) in VALUES {
        let old = format!("SELECT quote_nullable({column}::text) FROM metaschema_public.field WHERE id = '{key}'");
        let old = one(&mut source, &old)?;
        set(&mut source, &key, column, value)?;
        let refused = refused(typeferry, stage, &key, column);
        set(&mut source, &key, column, &old)?;
        refused?;
    }
    output::line(
        "values that the API cannot send: NaN, -Infinity and an array of two dimensions are named by their row",
    );
    Ok(())
}

fn refused(typeferry: &Path, stage: &Stage<'_>, key: &str, column: &str) -> Result<(), LiveError> {
    let (token, out) = (export::token_file(stage)?, stage.scratch.join("refused"));
    for page_size in ["1000", "10000"] {
        let mut export = export::command(typeferry, stage, &token, &out, Scope::Metadata);
        let finished = finish(export.args(["--page-size", page_size]))?;
        if finished.status.code() != Some(REFUSED) {
            return Err(failure(&export, &finished));
        }
        let place = format!("error: metaschema_public.field.{column}, row \"{key}\": ");
        if !finished.stderr.starts_with(&place) {
            return Err(unexpected(&format!("an export with a {column} that cannot be sent"), &finished.stderr));
        }
    }
    if out.join(export::SERVICES).exists() {
        let why = format!("a {column} could not be read");
        return Err(LiveError::Succeeded { what: "swapping in".to_owned(), why });
    }
    Ok(())
}

/// The value is a literal.
fn set(source: &mut Client, key: &str, column: &str, value: &str) -> Result<(), LiveError> {
    let statement = format!("UPDATE metaschema_public.field SET {column} = {value} WHERE id = '{key}'");
    let statements = format!("SET session_replication_role = replica; {statement}");
    source.batch_execute(&statements).tried(|| statement)
}
