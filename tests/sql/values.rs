//! Values to literals: what PostgreSQL has is what comes out, whatever the session or the database is set to.

use typeferry::source::DataSource;

use crate::support::{Database, Kept, TENANT, rows};

#[test]
fn what_copy_escapes_comes_back_as_it_was() {
    let sql = r"
        CREATE SCHEMA app;
        CREATE TABLE app.t (id int PRIMARY KEY, a text, b text);
        INSERT INTO app.t VALUES
            (1, '', NULL),
            (2, '\N', E'a\tb\nc\rd\be\ff\x0bg'),
            (3, '\', 'it''s \.'),
            (4, E'\\\t', E'\u00fc\U0001F600'),
            (5, 'plain', E'\n'),
            (6, 'NULL', '\\N');";
    let Some(database) = Database::with(sql) else { return };
    let expected = [
        r"t: 1, '', NULL",
        "t: 2, E'\\\\N', 'a\tb\nc\rd\u{8}e\u{c}f\u{b}g'",
        r"t: 3, E'\\', E'it''s \\.'",
        "t: 4, E'\\\\\t', 'ü😀'",
        "t: 5, 'plain', '\n'",
        r"t: 6, 'NULL', E'\\\\N'",
        "t.",
    ];
    assert_eq!(rows(&mut database.source("")).unwrap(), expected);
}

#[test]
fn values_have_one_text_whatever_the_database_is_set_to() {
    let sql = "
        CREATE SCHEMA app;
        CREATE TABLE app.t (
            flag bool, big int8, single float4, double float8, exact numeric, at timestamptz, local timestamp,
            day date, span interval, bytes bytea, price money, prices money[], doc jsonb, list text[], grid int[],
            flags bool[], markup xml, bits varbit, range int4range, key uuid);
        INSERT INTO app.t VALUES (
            true, 9007199254740993, 0.1, 1e-7, 1.250, '2024-01-02 03:04:05.678901+05', '2024-01-02 03:04:05',
            '0044-03-15 BC', '1 mon -2 days -03:04:05.6', '\\xdeadbeef', 12.50, '{1.50,2}', '{\"b\": 1, \"a\": null}',
            '{a,NULL,\"b c\",\"\\\"\"}', '{{1,2},{3,NULL}}', '{t,f}', '<a>b</a>', B'101', '[1,5)',
            '00000000-0000-0000-0000-000000000001');
        INSERT INTO app.t (flag, double, at, list) VALUES (false, '-Infinity', 'infinity', '{}');";
    let Some(database) = Database::with(sql) else { return };
    let settings = [
        "DateStyle = 'German'",
        "IntervalStyle = 'postgres_verbose'",
        "TimeZone = 'Asia/Tokyo'",
        "bytea_output = 'escape'",
        "extra_float_digits = -15",
        "search_path = 'app'",
    ];
    for setting in settings {
        database.run(&format!("ALTER DATABASE {} SET {setting}", database.name));
    }
    let first = [
        "TRUE",
        "9007199254740993",
        "'0.1'",
        "'1e-07'",
        "'1.250'",
        "'2024-01-01 22:04:05.678901+00'",
        "'2024-01-02 03:04:05'",
        "'0044-03-15 BC'",
        "'P1M-2DT-3H-4M-5.6S'",
        r"E'\\xdeadbeef'",
        "'12.5'::numeric::money",
        "'{1.5,2}'::numeric[]::money[]",
        r#"'{"a": null, "b": 1}'"#,
        r#"E'{a,NULL,"b c","\\""}'"#,
        "'{{1,2},{3,NULL}}'",
        "'{t,f}'",
        "XMLPARSE(CONTENT '<a>b</a>')",
        "'101'",
        "'[1,5)'",
        "'00000000-0000-0000-0000-000000000001'",
    ];
    let mut second = ["NULL"; 20];
    (second[0], second[3], second[5], second[13]) = ("FALSE", "'-Infinity'", "'infinity'", "'{}'");
    let expected = [format!("t: {}", first.join(", ")), format!("t: {}", second.join(", ")), "t.".to_owned()];
    assert_eq!(rows(&mut database.source("")).unwrap(), expected);
}

#[test]
fn names_may_be_anything() {
    let sql = r#"
        CREATE SCHEMA app;
        CREATE TABLE app."Select ""from"" t;" ("order" int, "A""b" text, "x y" money, "user" int, PRIMARY KEY ("order", "A""b"));
        CREATE TABLE app."table" (t int PRIMARY KEY, r int);
        INSERT INTO app."Select ""from"" t;" VALUES (2, 'b', 1, 7), (1, 'z', 2, 8), (1, 'a', 3, 9);
        INSERT INTO app."table" VALUES (1, 2);"#;
    let Some(database) = Database::with(sql) else { return };
    let name = "Select \"from\" t;";
    let expected = [
        &format!("{name}: 1, 'a', '3'::numeric::money, 9"),
        &format!("{name}: 1, 'z', '2'::numeric::money, 8"),
        &format!("{name}: 2, 'b', '1'::numeric::money, 7"),
        &format!("{name}."),
        "table: 1, 2",
        "table.",
    ];
    assert_eq!(rows(&mut database.source("")).unwrap(), expected);
}

#[test]
fn everything_is_of_one_moment() {
    let sql = "
        CREATE SCHEMA app;
        CREATE TABLE app.a (id int PRIMARY KEY);
        CREATE TABLE app.b (id int PRIMARY KEY, v text);
        INSERT INTO app.a VALUES (1);
        INSERT INTO app.b VALUES (1, 'as it was'), (2, 'gone meanwhile');";
    let Some(database) = Database::with(sql) else { return };
    let mut source = database.source("");
    let mut kept = Kept::of(&mut source);
    let mut other = database.client();
    kept.before = Box::new(move |table| {
        if table == "a" {
            other
                .batch_execute(
                    "UPDATE app.b SET v = 'changed'; DELETE FROM app.b WHERE id = 2; INSERT INTO app.b VALUES (3)",
                )
                .unwrap();
        }
    });
    source.rows(TENANT, &mut kept).unwrap();
    assert_eq!(kept.lines, ["a: 1", "a.", "b: 1, 'as it was'", "b: 2, 'gone meanwhile'", "b."]);
    Box::new(source).close().unwrap();
    assert_eq!(rows(&mut database.source("")).unwrap()[2..], ["b: 1, 'changed'", "b: 3, NULL", "b."]);
}
