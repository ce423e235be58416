//! Tables with names that no plan or no file system can hold: exported, deployed, verified and exported again.

use std::fs;
use std::process::Output;

use crate::command::{Run, tree};
use crate::support::Database;

const TABLES: &str = "
    CREATE SCHEMA metaschema_public;
    CREATE TABLE metaschema_public.database (id uuid PRIMARY KEY, name text);
    CREATE TABLE metaschema_public.schema (id uuid PRIMARY KEY, database_id uuid, name text, schema_name text);";

const ROWS: &str = "
    INSERT INTO metaschema_public.database VALUES ('00000000-0000-0000-0000-000000000001', 'acme');
    INSERT INTO metaschema_public.schema VALUES
      ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'app', 'acme_7f_app');";

/// Each is a table's name, with the last part of its change's.
fn names() -> Vec<(String, String)> {
    let spaces = "_x0020_".repeat(25);
    let odd = [
        ("order details", "order_x0020_details"),
        ("order_x0020_details", "order_x005F_x0020_details"),
        ("2020", "_x0032_020"),
        ("a:b", "a_x003A_b"),
        ("x@y", "x_x0040_y"),
        ("a#b", "a_x0023_b"),
        ("x.", "x_x002E_"),
        ("..", "_x002E__x002E_"),
        ("-x", "_x002D_x"),
        ("tab\tand\u{1}", "tab_x0009_and_x0001_"),
        ("a//b", "a/_x002F_b"),
        ("say \"hi\"", "say_x0020_\"hi_x0022_"),
        ("Users", "Users"),
        ("users", "_x0075_sers"),
        ("cafe\u{301}", "cafe\u{301}"),
        ("caf\u{e9}", "caf_x00E9_"),
        ("größe", "größe"),
    ];
    let mut names: Vec<_> = odd.iter().map(|(name, change)| ((*name).to_owned(), (*change).to_owned())).collect();
    // The longest that PostgreSQL takes: its escape is longer than a file's name.
    names.push((" ".repeat(25), spaces));
    names.push((" ".repeat(63), format!("{0}_x_/{0}_x_/{1}", "_x0020_".repeat(28), "_x0020_".repeat(7))));
    names
}

fn quoted(name: &str) -> String {
    format!("metaschema_public.\"{}\"", name.replace('"', "\"\""))
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn n22_tables_with_names_that_no_plan_holds_go_the_whole_way() {
    let each =
        |sql: fn(&str) -> String| names().iter().map(|(name, _)| sql(&quoted(name))).collect::<Vec<_>>().concat();
    let tables =
        each(|table| format!("CREATE TABLE {table} (k int PRIMARY KEY, \"line items\" text, database_id uuid);"));
    let rows = each(|table| {
        format!("INSERT INTO {table} VALUES (1, 'in acme_7f_app', '00000000-0000-0000-0000-000000000001');")
    });
    let Some(source) = Database::with(&format!("{TABLES}{tables}{ROWS}{rows}")) else { return };
    let Some(target) = Database::with(&format!("{TABLES}{tables}")) else { return };
    let run = Run::new();
    let export = || {
        let mut command = run.export();
        command.args(["--database-url", &source.url()]);
        text(&command.output().unwrap())
    };
    let said = export();
    let escaped = names().iter().filter(|(name, change)| name != change).count();
    assert!(
        said.contains(&format!(
            "note: {escaped} names of changes that a plan or a file system cannot hold are escaped ("
        )),
        "{said}"
    );
    let manifest: serde_json::Value = serde_json::from_str(&run.read("acme-meta/typeferry.manifest.json")).unwrap();
    let plan = run.read("acme-meta/pgpm.plan");
    for (name, change) in names() {
        let change = format!("migrate/{change}");
        let original = manifest["escaped"].get(&change).and_then(serde_json::Value::as_str);
        assert_eq!(original, (format!("migrate/{name}") != change).then(|| format!("migrate/{name}")).as_deref());
        let entry = manifest["tables"].as_array().unwrap();
        assert!(entry.iter().any(|entry| entry["table"] == *name && entry["change"] == *change), "{name}");
        assert!(plan.contains(&format!("\n{change} ")), "{change}: {plan}");
    }
    let first = tree(&run.out());
    export();
    assert!(first == tree(&run.out()));
    // What is required is made by hand here, of the tables that are there.
    let required = run.out().join("metaschema-schema");
    fs::create_dir_all(required.join("deploy")).unwrap();
    fs::write(required.join("metaschema-schema.control"), "comment = 'x'\n").unwrap();
    fs::write(required.join("pgpm.plan"), "%project=metaschema-schema\n").unwrap();
    fs::write(run.root().join("pgpm.json"), "{\"packages\": [\"out/*\"]}").unwrap();
    let url = target.url();
    for arguments in [
        &["deploy", "out/acme-meta", "--connection", &url, "-d", target.name()][..],
        &["verify-deployed", "out/acme-meta", "--connection", &url, "-d", target.name()],
        &["verify", "out/acme-meta", "--database-url", &url],
        &["verify", "out/acme-meta", "--database-url", &source.url()],
        &["revert", "out/acme-meta", "--connection", &url, "-d", target.name()],
    ] {
        let said = text(&run.typeferry(arguments).output().unwrap());
        assert!(!said.contains("header"), "{said}");
        if arguments[0] == "deploy" {
            let count: i64 = target
                .client()
                .query_one(
                    "SELECT count(*) FROM metaschema_public.\"order details\" WHERE \"line items\" = 'in acme_app'",
                    &[],
                )
                .unwrap()
                .get(0);
            assert_eq!(count, 1);
        }
    }
}
