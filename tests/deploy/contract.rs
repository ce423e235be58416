//! The contract: what a script finds in its session.

use crate::support::Project;

const META: &str = "/* <pgmi-meta id='6f1c2d4e-0261-4000-8000-000000000001' idempotent='false'>\
                    <description>what</description><sortKeys><key>2/b</key><key>1/a</key></sortKeys></pgmi-meta> */";

const VIEWS: [(&str, &str); 6] = [
    (
        "source",
        "path,name,directory,extension,depth,content,size_bytes,checksum,pgmi_checksum,path_parts,is_sql_file,\
         is_test_file,parent_folder_name",
    ),
    ("parameter", "key,value,type,required,default_value,description"),
    ("source_metadata", "path,id,idempotent,sort_keys,description"),
    ("test_directory", "path,parent_path,depth"),
    ("test_source", "path,directory,filename,content,is_fixture"),
    ("plan", "path,content,checksum,generic_id,id,idempotent,description,sort_key,execution_order"),
];

/// Keeps the names of everything that the session has.
const INVENTORY: &str = "CREATE TABLE inventory AS
    SELECT relname::text AS name FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind IN ('r', 'v')
    UNION ALL SELECT regexp_replace(oid::regprocedure::text, '^pg_temp_[0-9]+', 'pg_temp') FROM pg_proc WHERE pronamespace = pg_my_temp_schema();";

#[test]
fn case_01_the_views_of_contract_1_show_the_tables_row_by_row() {
    let keeps = |(name, _): &(&str, &str)| {
        let (view, table) = (format!("pg_temp.pgmi_{name}_view"), format!("pg_temp._pgmi_{name}"));
        let columns = format!(
            "INSERT INTO columns SELECT '{name}', string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute
             WHERE attrelid = '{view}'::regclass AND attnum > 0;\n"
        );
        let rows = format!(
            "INSERT INTO differs SELECT '{name}' WHERE EXISTS (TABLE {view} EXCEPT TABLE {table})
             OR EXISTS (TABLE {table} EXCEPT TABLE {view}) OR NOT EXISTS (TABLE {view});\n"
        );
        // The plan is of several tables.
        if *name == "plan" { columns } else { columns + &rows }
    };
    let script = format!(
        "CREATE TABLE columns (view text, names text); CREATE TABLE differs (view text);\n{}",
        VIEWS.iter().map(keeps).collect::<Vec<_>>().concat()
    );
    let Some(project) = Project::new(&script) else { return };
    let project = project.with("a/b.sql", META).with("__test__/t.sql", "SELECT 1;");
    project.deploy(&["--compat=1", "--param", "a=b"]).ended(0);
    assert_eq!(project.rows("SELECT view FROM differs"), Vec::<String>::new());
    for (name, columns) in VIEWS {
        assert_eq!(project.value(&format!("SELECT names FROM columns WHERE view = '{name}'")), columns);
    }
}

#[test]
fn case_02_the_latest_contract_is_the_default() {
    let script = format!("DROP TABLE IF EXISTS inventory; {INVENTORY}");
    let Some(project) = Project::new(&script) else { return };
    let inventory = |arguments: &[&str]| {
        project.deploy(arguments).ended(0).says("Applied API contract v1");
        project.rows("SELECT name FROM inventory ORDER BY name")
    };
    let named = inventory(&["--compat=1", "-v"]);
    assert!(named.iter().any(|name| name == "pgmi_plan_view"), "{named:?}");
    assert_eq!(inventory(&["-v"]), named);
    assert_eq!(inventory(&["--compat=", "-v"]), named);
}

#[test]
fn case_03_an_unknown_contract_is_refused_before_anything_is_connected_to() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    for version in ["99", "v1", "01", "1.0", " 1", "latest"] {
        let said = format!("invalid configuration: unsupported API version \"{version}\"; supported: [1]");
        project.deploy(&["--compat", version]).ended(10).says(&said);
    }
    let mut elsewhere = project.deploying(&["--compat=99", "-p", "1"]);
    elsewhere.env("PGHOST", "192.0.2.1");
    project.run(elsewhere).ended(10).says("supported: [1]");
    assert!(!project.is_there());
}

#[test]
fn case_04_an_unknown_contract_drops_nothing() {
    let Some(project) = Project::new("CREATE TABLE kept ();") else { return };
    project.deploy(&[]).ended(0);
    project.deploy(&["--compat=99", "--overwrite", "--force"]).ended(10);
    assert!(project.has("kept"));
}

#[test]
fn case_05_an_unknown_contract_is_said_in_json_too() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    let outcome = project.deploy(&["--compat=99", "--json"]).ended(10);
    let said = outcome.json();
    assert_eq!((&said["status"], &said["exitCode"]), (&"failed".into(), &10.into()));
    let error = said["error"].as_str().unwrap();
    assert!(error.contains("\"99\"") && outcome.stderr.contains(error), "{outcome:?}");
}

#[test]
fn case_06_a_name_of_no_contract_has_its_line_and_column() {
    let Some(project) = Project::new("SELECT 1;\nSELECT *\n  FROM pg_temp.pgmi_source;\n") else { return };
    let said = project.deploy(&["--json"]).ended(13).json();
    assert_eq!(said["sqlstate"], "42P01");
    assert_eq!((&said["script"], &said["line"], &said["column"]), (&"deploy.sql".into(), &3.into(), &8.into()));
    assert_eq!(
        (&said["sourceLine"], &said["executionMode"]),
        (&"  FROM pg_temp.pgmi_source;".into(), &"atomic".into())
    );
}

#[test]
fn the_plan_is_in_byte_order_of_keys_and_then_paths() {
    let script = "CREATE TABLE plan AS SELECT execution_order || ' ' || sort_key || ' ' || path AS step,
                  idempotent, id IS NULL AS unknown, generic_id, description FROM pg_temp.pgmi_plan_view;";
    let Some(project) = Project::new(script) else { return };
    let project = project.with("z.sql", META).with("é.sql", "").with("B.md", "").with("a.sql", "");
    project.deploy(&[]).ended(0);
    let wanted = ["1 ./B.md ./B.md", "2 ./a.sql ./a.sql", "3 ./é.sql ./é.sql", "4 1/a ./z.sql", "5 2/b ./z.sql"];
    assert_eq!(project.rows("SELECT step FROM plan ORDER BY step"), wanted);
    assert_eq!(project.value("SELECT DISTINCT description FROM plan WHERE NOT idempotent AND NOT unknown"), "what");
    let generic = "SELECT count(*) FROM plan WHERE generic_id = md5('./a.sql')::uuid AND idempotent AND unknown";
    assert_eq!(project.value(generic), "1");
}

/// The columns of each view and type, `relation.column type`, as `contract show` has them.
fn shown_columns(shown: &str) -> Vec<String> {
    let (mut columns, mut relation) = (Vec::new(), None);
    for line in shown.lines() {
        match line.strip_prefix("  ") {
            None => relation = line.split_once(": ").map(|(name, _)| name).filter(|name| name.starts_with("pgmi_")),
            Some(column) => {
                let mut words = column.split_whitespace();
                let indented = column.starts_with(' ');
                if let (Some(relation), false, Some(name), Some(ty)) = (relation, indented, words.next(), words.next())
                {
                    columns.push(format!("{relation}.{name} {ty}"));
                }
            }
        }
    }
    columns.sort();
    columns
}

#[test]
fn what_is_shown_of_a_contract_is_what_the_session_has() {
    let script = "CREATE TABLE columns AS
        SELECT relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) AS said
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
        WHERE relnamespace = pg_my_temp_schema() AND attnum > 0 AND (relkind = 'v' OR relname = 'pgmi_test_event');
        CREATE TABLE functions AS
        SELECT proname || '(' || regexp_replace(pg_get_function_identity_arguments(oid), 'pg_temp(_[0-9]+)?[.]', '') || ')'
          AS said FROM pg_proc WHERE pronamespace = pg_my_temp_schema();";
    let Some(project) = Project::new(script) else { return };
    let project = project.with("a.sql", "SELECT 1;");
    project.deploy(&[]).ended(0);
    let shown = project.run(project.command(&["contract", "show"])).ended(0).stdout;
    let mut columns = project.rows("SELECT said FROM columns");
    columns.sort();
    assert_eq!(shown_columns(&shown), columns);
    let functions = project.rows("SELECT said FROM functions");
    let named = shown.lines().filter(|line| line.starts_with("pgmi_") && line.contains(") returns "));
    for function in named.map(|line| line.split(" returns ").next().unwrap()) {
        assert!(functions.iter().any(|said| said == function), "{function} of {functions:?}");
    }
}
