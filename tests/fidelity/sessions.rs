//! Sessions that an export is loaded in. None may see the difference.

use std::io::Write;
use std::process::Stdio;

use typeferry_cluster::Cluster;

/// What differs, as `PGOPTIONS` says it: a space within a value needs a backslash.
pub(super) const SESSIONS: [(&str, &[&str]); 5] = [
    ("dmy", &["DateStyle=SQL,DMY", "IntervalStyle=sql_standard", "TimeZone=Asia/Kathmandu", "extra_float_digits=0"]),
    (
        "german",
        &[
            "DateStyle=German",
            "IntervalStyle=postgres_verbose",
            "TimeZone=America/St_Johns",
            "bytea_output=escape",
            "extra_float_digits=-15",
            "search_path=app",
        ],
    ),
    (
        "mdy",
        &["DateStyle=Postgres,MDY", "standard_conforming_strings=off", "backslash_quote=off", "xmloption=document"],
    ),
    (
        "old",
        &[
            "DateStyle=ISO,DMY",
            "IntervalStyle=postgres",
            "TimeZone=Pacific/Apia",
            "standard_conforming_strings=off",
            "escape_string_warning=on",
            "search_path=pg_catalog",
            "client_min_messages=error",
        ],
    ),
    (
        "odd",
        &[
            "DateStyle=SQL,YMD",
            "IntervalStyle=iso_8601",
            "TimeZone=<+13>-13:37",
            "transform_null_equals=on",
            "search_path=",
            "quote_all_identifiers=on",
            "extra_float_digits=1",
        ],
    ),
];

/// Runs a script with psql, as a deployer does.
pub(super) fn run(cluster: &Cluster, settings: &[&str], script: &[u8]) -> Result<(), String> {
    let options: Vec<String> = settings.iter().map(|setting| format!("-c {setting}")).collect();
    let mut psql = cluster.program("psql");
    psql.args(["--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1", "--file", "-"]);
    psql.envs(cluster.environment("fidelity")).env("PGOPTIONS", options.join(" ")).env("PGCLIENTENCODING", "UTF8");
    let mut child = psql.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A psql that has ended does not read on: what it said counts.
    let written = stdin.write_all(script);
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let said: String = String::from_utf8_lossy(&output.stderr).chars().take(2000).collect();
    if output.status.success() && written.is_ok() { Ok(()) } else { Err(said) }
}
