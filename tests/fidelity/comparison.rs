//! The rows that were deployed against those that were meant, in one database: nothing is written as text, and read
//! again, on the way to the comparison.

use postgres::Client;

/// As an export writes values; and room for whole tables, so that nothing is sorted on disk.
const CANONICAL: &str = "SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET TimeZone = 'UTC'; \
     SET bytea_output = 'hex'; SET extra_float_digits = 3; SET work_mem = '256MB'";

/// Puts the rows of the source aside, as `meant`, and their texts beside them.
pub(super) fn set_aside(client: &mut Client, tables: &[(&str, i64)]) {
    client.batch_execute(CANONICAL).unwrap();
    client.batch_execute("ALTER SCHEMA app RENAME TO meant; CREATE SCHEMA app; CREATE SCHEMA texts").unwrap();
    for (table, _) in tables {
        let sql = format!("CREATE TABLE texts.{table} AS SELECT r::text AS t FROM meant.{table} r");
        client.batch_execute(&sql).unwrap();
    }
}

/// Empty tables in the place of those that were put aside.
pub(super) fn fresh_tables(client: &mut Client, tables: &[(&str, i64)]) {
    for (table, _) in tables {
        let sql =
            format!("DROP TABLE IF EXISTS app.{table}; CREATE TABLE app.{table} (LIKE meant.{table} INCLUDING ALL)");
        client.batch_execute(&sql).unwrap();
    }
}

/// The rows that there are.
pub(super) fn count(client: &mut Client, table: &str) -> i64 {
    client.query_one(&format!("SELECT count(*) FROM app.{table}"), &[]).unwrap().get(0)
}

/// Both ways, each row as often as it was: as text, and bit for bit.
pub(super) fn assert_same(client: &mut Client, session: &str, table: &str, rows: i64) {
    let there = count(client, table);
    assert!(there >= rows, "{session}: {there} rows of {table}");
    let sql = format!(
        "WITH meant AS MATERIALIZED (SELECT t FROM texts.{table}), \
              deployed AS MATERIALIZED (SELECT r::text AS t FROM app.{table} r), \
              missing AS (TABLE meant EXCEPT ALL TABLE deployed), \
              other AS (TABLE deployed EXCEPT ALL TABLE meant) \
         SELECT (SELECT min(t) FROM missing), (SELECT min(t) FROM other)"
    );
    let row = client.query_one(&sql, &[]).unwrap();
    let (missing, other): (Option<String>, Option<String>) = (row.get(0), row.get(1));
    assert_eq!((missing, other), (None, None), "{session}: a row of {table}, as it was meant and as it was deployed");
    let columns = different_columns(client, table);
    assert!(columns.is_empty(), "{session}: {table} has values that are not the same bits, in {columns:?}");
}

/// The columns with a value that differs in any bit. Rows of one id are copies of one another
/// (<https://www.postgresql.org/docs/current/functions-comparisons.html#COMPOSITE-TYPE-COMPARISON>).
fn different_columns(client: &mut Client, table: &str) -> Vec<String> {
    let from = format!("FROM meant.{table} m JOIN app.{table} a USING (id)");
    let rows = client.query_one(&format!("SELECT count(*) {from} WHERE NOT m *= a"), &[]).unwrap();
    if rows.get::<_, i64>(0) == 0 {
        return Vec::new();
    }
    let columns = "SELECT quote_ident(attname) FROM pg_attribute \
                   WHERE attrelid = $1::text::regclass AND attnum > 0 ORDER BY attnum";
    let columns = client.query(columns, &[&format!("app.{table}")]).unwrap();
    let columns = columns.iter().map(|row| row.get::<_, String>(0));
    let differs = |column: &String| {
        let sql = format!("SELECT bool_or(NOT record_image_eq(ROW(m.{column}), ROW(a.{column}))) {from}");
        client.query_one(&sql, &[]).unwrap().get::<_, bool>(0)
    };
    columns.filter(differs).collect()
}
