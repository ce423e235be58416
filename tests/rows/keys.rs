//! Keys of types whose values a bare string is not compared as.

use typeferry::export::OnConflict;

use crate::support::Database;

const TYPES: &str = "
    CREATE TYPE app.typeid AS (type varchar(63), uuid uuid);
    CREATE DOMAIN app.own_typeid AS app.typeid;
    CREATE DOMAIN app.price AS money;
    CREATE DOMAIN app.page AS xml;
    CREATE TYPE app.mood AS ENUM ('so', 'or so');
    CREATE TABLE app.target (id int);";

/// A type, and two values of it as the database has them.
const COLUMNS: [(&str, &str, &str); 17] = [
    ("app.typeid", "ROW('user', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6')::app.typeid", "ROW('it''s', NULL)::app.typeid"),
    ("app.own_typeid", "ROW('a b', NULL)::app.typeid", "ROW('', NULL)::app.typeid"),
    ("app.typeid[]", "ARRAY[ROW('a', NULL)::app.typeid]", "'{}'"),
    ("regclass", "'app.target'", "'pg_class'"),
    ("regproc", "'now'", "'pg_catalog.statement_timestamp'"),
    ("regprocedure", "'lower(text)'", "'upper(text)'"),
    ("regtype", "'int'", "'app.typeid'"),
    ("regrole", "'owner'", "'other'"),
    ("regnamespace", "'app'", "'public'"),
    ("regoperator", "'+(int,int)'", "'-(int,int)'"),
    ("regconfig", "'english'", "'simple'"),
    ("regclass[]", "'{app.target}'", "'{}'"),
    ("app.price[]", "'{1.50,NULL}'", "'{}'"),
    ("money[]", "'{1.50}'", "'{}'"),
    ("app.mood", "'so'", "'or so'"),
    ("oid", "1", "4294967295"),
    ("int4multirange", "'{[1,2)}'", "'{}'"),
];

/// Types that no key can be of.
const LOOSE: [(&str, &str); 4] = [
    ("app.page", "'<a/>'"),
    ("app.page[]", "ARRAY[xmlparse(content '<a/>')]"),
    ("app.price[]", "'{1.50}'"),
    ("json[]", "ARRAY['{\"a\":  1}'::json]"),
];

fn tables() -> String {
    let keyed = COLUMNS.iter().enumerate().map(|(at, (pg_type, ..))| {
        format!(
            "CREATE TABLE app.k{at} (id {pg_type} PRIMARY KEY);
             CREATE TABLE app.p{at} (id {pg_type}, no int, PRIMARY KEY (no, id));
             CREATE TABLE app.l{at} (id {pg_type});"
        )
    });
    let loose = LOOSE.iter().enumerate().map(|(at, (pg_type, _))| format!("CREATE TABLE app.x{at} (v {pg_type});"));
    keyed.chain(loose).fold(TYPES.to_owned(), |all, table| all + &table)
}

#[test]
fn composite_keys_and_those_of_names_are_found_again() {
    let Some(from) = Database::of_owner(&tables()) else { return };
    for (at, (_, one, other)) in COLUMNS.iter().enumerate() {
        from.run_as("owner", &format!("INSERT INTO app.k{at} VALUES ({one}), ({other})"));
        from.run_as("owner", &format!("INSERT INTO app.p{at} VALUES ({one}, 1), ({other}, 2)"));
        from.run_as("owner", &format!("INSERT INTO app.l{at} VALUES ({one}), ({other}), ({one}), (NULL)"));
    }
    for (at, (_, value)) in LOOSE.iter().enumerate() {
        from.run_as("owner", &format!("INSERT INTO app.x{at} VALUES ({value}), (NULL)"));
    }
    let module = from.export(OnConflict::Error).unwrap();
    let to = Database::of_owner(&tables()).unwrap();
    let names = (0..COLUMNS.len()).flat_map(|at| ["k", "p", "l"].map(|kind| format!("{kind}{at}")));
    for name in names.chain((0..LOOSE.len()).map(|at| format!("x{at}"))) {
        let verify = module.script("verify", &name);
        to.run_as("owner", &module.script("deploy", &name));
        to.run_as("owner", &verify);
        to.run_as("owner", &module.script("revert", &name));
        assert_eq!(to.value(&format!("SELECT count(*) FROM app.{name}")), "0", "{name}");
        assert!(to.try_as("owner", &verify).unwrap_err().contains("exported rows are missing"), "{name}");
    }
}
