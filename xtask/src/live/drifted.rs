//! The last step: the platform changes under the program that was built for it. Six changes are refused by name before
//! any row is read, and adapted to without a loss.

use std::path::{Path, PathBuf};

use super::both::same_files;
use super::command::{failure, finish, output as run_program};
use super::deploy::{TARGET, comparison};
use super::error::{LiveError, Tried};
use super::export::{SERVICES, Scope, command, token_file};
use super::node::Node;
use super::server::{Server, unexpected};
use super::stage::{SOURCE, Stage, TENANT};
use super::{both, tables};
use crate::output;

/// The exit code of a server that is not what the contract says.
const DRIFTED: i32 = 3;

/// What happens to the platform, in the source and in the target.
const CHANGES: &str = "\
ALTER TABLE metaschema_public.field ADD COLUMN is_public boolean;
ALTER TABLE services_public.apps DROP COLUMN play_store_link CASCADE;
ALTER TABLE metaschema_public.trigger RENAME COLUMN function_name TO procedure_name;
ALTER TABLE metaschema_public.field ALTER COLUMN regexp TYPE jsonb USING to_jsonb(regexp);
CREATE TABLE metaschema_public.gadget (
  id uuid PRIMARY KEY,
  database_id uuid NOT NULL REFERENCES metaschema_public.database ON DELETE CASCADE,
  weight numeric,
  tags text[]
);
DROP TABLE services_public.site_themes CASCADE;
";

/// Rows and values for what is new, of both tenants.
const VALUES: &str = "\
SET session_replication_role = replica;
UPDATE metaschema_public.field SET is_public = get_byte(uuid_send(id), 0) % 2 = 0;
INSERT INTO metaschema_public.gadget
SELECT gen_random_uuid(), id, n + 0.10, ARRAY['a', NULL, 'it''s'] FROM metaschema_public.database, generate_series(1, 5) n;
RESET session_replication_role;
";

/// How each change is said.
const SAID: [&str; 6] = [
    "column new is_public (isPublic): Boolean bool",
    "column gone play_store_link (playStoreLink)",
    "column renamed function_name (functionName) → procedure_name (procedureName)",
    "type changed regexp (regexp): String text → JSON jsonb",
    "metaschema_public.gadget (Gadget)",
    "services_public.site_themes (SiteTheme)",
];

/// What an export has to be told that it may lack.
const ACCEPTED: &str = "services_public.apps.play_store_link,services_public.site_themes";

/// What may be a mistake is said by both names.
const RENAMED: &str = "metaschema_public.trigger.function_name → metaschema_public.trigger.procedure_name";

/// Changes the platform, and exports what it is then.
///
/// # Errors
/// A change is not named, a row was read where none may be, or an adapted export is not all that there is.
pub(super) fn run(typeferry: &Path, node: &Node, mut stage: Stage<'_>) -> Result<(), LiveError> {
    for database in [SOURCE, TARGET] {
        let mut client = stage.cluster.connect(database)?;
        client.batch_execute(CHANGES).tried(|| format!("changing {database}"))?;
    }
    stage.cluster.connect(SOURCE)?.batch_execute(VALUES).tried(|| "filling what is new".to_owned())?;
    stage.server = Server::start(node, stage.cluster, SOURCE, &stage.scratch)?;
    let token = token_file(&stage)?;
    let requests = refused(typeferry, &stage, &token)?;
    let files = adapted(typeferry, &stage, &token)?;
    let rows = loaded_back(&stage)?;
    output::line(format!(
        "drift: {} changes refused by name after {requests} requests and no page; adapted, {files} files equal those \
         over SQL, and {rows} rows loaded back are equal",
        SAID.len()
    ));
    Ok(())
}

/// Gives the requests that it took to see it.
fn refused(typeferry: &Path, stage: &Stage<'_>, token: &Path) -> Result<u64, LiveError> {
    stage.server.reset_stats()?;
    let out = stage.scratch.join("drifted");
    let mut export = command(typeferry, stage, token, &out, Scope::Everything);
    let finished = finish(export.args(["--on-drift", "fail"]))?;
    let unnamed = SAID.iter().find(|said| !finished.stderr.contains(**said));
    if finished.status.code() != Some(DRIFTED) || unnamed.is_some() {
        return Err(failure(&export, &finished));
    }
    let (metadata, actions) = stage.server.requests()?;
    // One for the fingerprint of each contract, one for introspection and one for `_meta`, and one for the databases: none
    // is left for a page. The migrations' endpoint is held against its contract at the same time.
    if metadata > 5 || actions > 3 || out.exists() {
        let what = "an export that was to read nothing".to_owned();
        return Err(LiveError::Succeeded { what, why: format!("{metadata} requests were made") });
    }
    Ok(metadata)
}

/// Exports into the workspace, and over SQL beside it; gives the number of files that are the same.
fn adapted(typeferry: &Path, stage: &Stage<'_>, token: &Path) -> Result<usize, LiveError> {
    let packages = stage.workspace.packages();
    let mut export = command(typeferry, stage, token, &packages, Scope::Everything);
    let printed = run_program(export.args(["--accept-missing", ACCEPTED]))?;
    if !printed.contains(RENAMED) {
        return Err(unexpected(&format!("an adapted export, which has to say `{RENAMED}`"), &printed));
    }
    let over_sql: PathBuf = stage.scratch.join("drifted-over-sql");
    both::export(typeferry, stage, &over_sql)?;
    let mut files = 0;
    for module in [TENANT, SERVICES] {
        files += same_files(&packages.join(module), &over_sql.join(module))?;
    }
    Ok(files)
}

/// Deploys the service module into the target, which has changed alike, and compares every row; gives their number.
fn loaded_back(stage: &Stage<'_>) -> Result<usize, LiveError> {
    let tables = tables::list(&mut stage.cluster.connect(SOURCE)?)?;
    let mut comparison = comparison(stage, tables)?;
    stage.workspace.deploy(SERVICES, TARGET)?;
    stage.workspace.verify(SERVICES, TARGET)?;
    Ok(comparison.run()?.tenant)
}
