//! A database that is created anew.

use crate::support::Project;

#[test]
fn case_29_a_database_is_dropped_where_it_was_approved() {
    let Some(project) = Project::new("CREATE TABLE made ();") else { return };
    project.deploy(&[]).ended(0);
    project.write("deploy.sql", "CREATE TABLE anew ();");
    project.deploy(&["--overwrite"]).ended(12).says("not approved");
    assert!(project.has("made"));
    let name = &project.database;
    let mut server = project.cluster.connect("postgres").unwrap();
    let settings = format!(
        "CREATE ROLE owner_of_{name}; ALTER DATABASE {name} OWNER TO owner_of_{name};
         ALTER DATABASE {name} CONNECTION LIMIT 7; ALTER DATABASE {name} SET work_mem = '5MB';
         ALTER DATABASE {name} SET search_path = 'a b', public; ALTER DATABASE {name} SET my.setting = 'it''s';
         COMMENT ON DATABASE {name} IS 'it''s mine';"
    );
    server.batch_execute(&settings).unwrap();
    let known =
        "SELECT concat_ws('|', pg_get_userbyid(datdba), datconnlimit, pg_encoding_to_char(encoding), datcollate,
                 (SELECT setconfig FROM pg_db_role_setting s WHERE s.setdatabase = d.oid AND setrole = 0),
                 shobj_description(oid, 'pg_database')) FROM pg_database d WHERE datname = current_database()";
    let before = project.value(known);
    // Somebody who is connected does not keep it.
    let _other = project.cluster.connect(name).unwrap();
    project.deploy(&["--overwrite", "--force"]).ended(0);
    assert!(project.has("anew") && !project.has("made"));
    assert_eq!(project.value(known), before);
    assert!(before.contains("it's mine") && before.contains("my.setting=it's"), "{before}");
}

#[test]
fn case_29_the_maintenance_database_and_templates_are_not_dropped() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    let overwrite = |database: &str| {
        let mut command = project.command(&["deploy", "project", "--overwrite", "--force", "-d", database]);
        command.env("PGCONNECT_TIMEOUT", "5");
        project.run(command).ended(10)
    };
    overwrite("postgres").says("maintenance");
    overwrite("template1").says("template");
    let address = project.cluster.url("template1");
    let named =
        project.command(&["deploy", "project", "--overwrite", "--force", "--connection", &address, "-d", "template1"]);
    project.run(named).ended(10);
}

#[test]
fn a_database_that_was_not_there_is_created() {
    let Some(project) = Project::new("CREATE TABLE made ();") else { return };
    project.deploy(&["--overwrite", "--force"]).ended(0);
    assert!(project.has("made"));
}
