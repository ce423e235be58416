//! `--contract DIR`: rows are exported by the contract in a folder.

use std::path::{Path, PathBuf};

use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::schema::{of_schemas, print, sdl};
use typeferry_demo::{Server, ServerOptions, sample};

use crate::support::{MIGRATE_SCHEMA, SCHEMA, Sandbox, platform, serve, tree};

/// The schema whose tables a folder of one's own has.
const OWN: &str = "metaschema_public";

fn committed(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// An export by a folder.
fn exported(sandbox: &Sandbox, server: &Server, folder: &Path) -> crate::support::Outcome {
    let mut export = sandbox.export(&server.url(""));
    export.arg("--contract").arg(folder);
    sandbox.run(export)
}

/// A folder with the tables of one schema, in the current folder.
fn own(sandbox: &Sandbox) -> PathBuf {
    let schema = sdl::read(&Source::new("schema.graphql", SCHEMA)).unwrap();
    sandbox.write("own/schema.graphql", print(&of_schemas(&schema, &[OWN.to_owned()])));
    let tenant = "[tenant]\ncolumn = \"database_id\"\ntable = \"metaschema_public.database\"\n";
    let modules = "[modules]\nmetaschema_public = \"metaschema-schema\"\n";
    sandbox.write("own/typeferry.toml", format!("{tenant}\n{modules}"));
    sandbox.run(sandbox.typeferry(["queries", "own", "--accept"])).done();
    sandbox.work().join("own")
}

#[test]
fn a_contract_that_is_built_in_gives_the_same_bytes_as_a_folder() {
    let older = include_str!("../../contract-1/schema.graphql");
    let older = serve(ServerOptions::default(), sample::endpoints(older, MIGRATE_SCHEMA).unwrap());
    for (server, compat, folder) in [(platform(), "3", "."), (&older, "1", "contract-1")] {
        let (built_in, given) = (Sandbox::new(), Sandbox::new());
        let mut export = built_in.export(&server.url(""));
        export.args(["--compat", compat]);
        built_in.run(export).done();
        exported(&given, server, &committed(folder)).done();
        assert!(tree(&built_in.out()) == tree(&given.out()), "contract {compat}");
    }
}

#[test]
fn a_folder_of_ones_own_exports_its_schemas_alone_and_goes_by_its_name() {
    let (sandbox, whole) = (Sandbox::new(), Sandbox::with_an_export());
    let folder = own(&sandbox);
    let outcome = exported(&sandbox, platform(), &folder).done();
    let tables: Vec<_> = outcome.stdout.lines().filter_map(|line| line.trim_start().split_once("  ")).collect();
    assert!(tables.len() > 3 && tables.iter().all(|(table, _)| table.starts_with(OWN)), "{outcome:?}");
    assert!(!outcome.stdout.contains("not what own says"), "{outcome:?}");
    let manifest = sandbox.read("out/acme-services/typeferry.manifest.json");
    assert!(manifest.contains("\"own\""), "{manifest}");
    let field = "out/acme-services/deploy/migrate/field.sql";
    assert_eq!(sandbox.read(field), whole.read(field));
}

#[test]
fn what_the_endpoint_has_more_in_a_schema_of_the_folder_is_exported() {
    let sandbox = Sandbox::new();
    let folder = own(&sandbox);
    let (path, label) = ("own/schema.graphql", "  label: String @column(name: \"label\", type: \"text\")\n");
    let schema = sandbox.read(path);
    let from = schema.find("type Field @table").unwrap();
    sandbox.write(path, format!("{}{}", &schema[..from], schema[from..].replacen(label, "", 1)));
    sandbox.run(sandbox.typeferry(["queries", "own", "--accept"])).done();
    let outcome = exported(&sandbox, platform(), &folder).done();
    assert!(outcome.stdout.contains("metaschema_public.field.label"), "{outcome:?}");
    assert!(sandbox.read("out/acme-services/deploy/migrate/field.sql").contains(", label,"));
}

#[test]
fn a_folder_that_is_none_or_does_not_check_is_named_with_the_place_before_anything_is_asked() {
    let refused = |code, spoil: &dyn Fn(&Sandbox, &str)| {
        let sandbox = Sandbox::new();
        let folder = own(&sandbox);
        spoil(&sandbox, folder.to_str().unwrap());
        let mut export = sandbox.export("http://127.0.0.1:1");
        export.args(["--contract", "own"]);
        sandbox.fails(code, export)
    };
    let gone = refused(1, &|_, folder| std::fs::remove_dir_all(folder).unwrap());
    assert!(gone.starts_with("own is not the folder of a contract: own/schema.graphql: "), "{gone}");
    assert!(gone.contains("`typeferry schema pull`"), "{gone}");
    let file = refused(1, &|sandbox, folder| {
        std::fs::remove_dir_all(folder).unwrap();
        sandbox.write("own", "");
    });
    assert!(file.starts_with("own is not the folder of a contract: own/schema.graphql: "), "{file}");
    let without_tables = refused(3, &|sandbox, _| {
        sandbox.write("own/schema.graphql", "type Query { a: Int }\n");
    });
    assert!(without_tables.contains("own/schema.graphql:1:1: the schema has no table"), "{without_tables}");
    let document = "queries/metaschema_public/field.graphql";
    let unfit = refused(3, &|sandbox, _| {
        let text = sandbox.read(&format!("own/{document}")).replace(" label\n", " lable\n");
        sandbox.write(&format!("own/{document}"), text);
    });
    assert!(unfit.starts_with("the contract in own does not check:\n"), "{unfit}");
    assert!(unfit.contains(&format!("own/{document}:")) && unfit.contains("did you mean `label`?"), "{unfit}");
    assert!(unfit.ends_with("`typeferry queries own` writes its documents anew"), "{unfit}");
    let config = refused(3, &|sandbox, _| {
        sandbox.write("own/typeferry.toml", "[tenent]\n");
    });
    assert!(config.contains("own/typeferry.toml:1:"), "{config}");
}

#[test]
fn a_folder_and_a_number_are_two_contracts() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&platform().url(""));
    export.args(["--contract", "own", "--compat", "1"]);
    let outcome = sandbox.run(export);
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    assert!(outcome.stderr.contains("'--contract <DIR>' cannot be used with '--compat"), "{outcome:?}");
}

#[test]
fn a_module_is_verified_by_the_folder_that_it_was_exported_by() {
    let sandbox = Sandbox::new();
    let folder = own(&sandbox);
    exported(&sandbox, platform(), &folder).done();
    let mut verify = sandbox.typeferry(["verify", "out/acme-services", "--contract", "own", "--graphql-endpoint"]);
    verify.arg(platform().url("/graphql")).env("TYPEFERRY_TOKEN", crate::support::TOKEN);
    let outcome = sandbox.run(verify).done();
    assert!(outcome.stdout.contains("is the same"), "{outcome:?}");
}

#[test]
fn the_tables_of_a_folder_are_explained() {
    let sandbox = Sandbox::new();
    own(&sandbox);
    let explain = |more: &[&str]| {
        let mut command = sandbox.typeferry(["explain"]);
        command.args(more);
        sandbox.run(command)
    };
    let list = explain(&["--contract", "own"]).done().stdout;
    assert!(list.lines().skip(1).all(|line| line.starts_with(OWN)) && list.lines().count() > 3, "{list}");
    let column = ["field.label"];
    assert_eq!(explain(&[&column[..], &["--contract", "own"]].concat()).done().stdout, explain(&column).done().stdout);
    assert_eq!(explain(&["apis", "--contract", "own"]).code, Some(2));
}
