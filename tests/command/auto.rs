//! `--on-drift auto`, the default: what an endpoint has is read as it has it, and what it hides is refused by name.

use serde_json::{Map, Value, json};
use typeferry_demo::{Server, ServerOptions, sample};

use crate::support::{Faulty, MIGRATE_SCHEMA, Outcome, SCHEMA, Sandbox, endpoints, serve, tree, with_rows};

/// The contract before this one, whose platforms are still there.
const OLDER: &str = include_str!("../../contract-1/schema.graphql");

fn export(sandbox: &Sandbox, url: &str, args: &[&str]) -> Outcome {
    let mut export = sandbox.export(url);
    export.args(args);
    sandbox.run(export)
}

fn serving(schema: &str) -> Server {
    serve(ServerOptions::default(), sample::endpoints(schema, MIGRATE_SCHEMA).unwrap())
}

/// The schema without a line that stands behind a type's head.
fn without(head: &str, line: &str) -> String {
    let from = SCHEMA.find(head).unwrap();
    let at = from + SCHEMA[from..].find(line).unwrap();
    format!("{}{}", &SCHEMA[..at], &SCHEMA[at + line.len()..])
}

/// The schema of a server that hides a table: neither a root field nor `_meta` tells of it.
fn hiding(root: &str, row_type: &str) -> String {
    let line = SCHEMA.lines().find(|line| line.starts_with(&format!("  {root}("))).unwrap();
    let head = SCHEMA.lines().find(|line| line.starts_with(&format!("type {row_type} @table("))).unwrap();
    let brace = if head.ends_with('{') { " {" } else { "" };
    let schema = SCHEMA.replacen(&format!("{line}\n"), "", 1);
    schema.replacen(head, &format!("type {row_type}{brace}"), 1)
}

#[test]
fn what_the_endpoint_lacks_is_refused_with_the_line_that_accepts_it() {
    let label = "  label: String @column(name: \"label\", type: \"text\")\n";
    let mut endpoints = with_rows("Field", |row| {
        row.remove("label");
        true
    });
    endpoints[0].schema_text = without("type Field @table", label);
    let server = serve(ServerOptions::default(), endpoints);
    let sandbox = Sandbox::with_an_export();
    let before = tree(&sandbox.work());
    let refused = export(&sandbox, &server.url(""), &[]);
    assert_eq!(refused.code, Some(3), "{refused:?}");
    assert!(refused.stderr.contains("nothing was read") && tree(&sandbox.work()) == before, "{refused:?}");
    let flag = "--accept-missing metaschema_public.field.label";
    assert!(refused.stderr.trim_end().ends_with(flag), "{refused:?}");
    for name in ["metaschema_public.field.label", "metaschema_public.field", "metaschema_public.*"] {
        export(&sandbox, &server.url(""), &["--accept-missing", name]).done();
    }
    assert!(!sandbox.read("out/acme-services/deploy/migrate/field.sql").contains(", label,"));
    let slip = export(&sandbox, &server.url(""), &["--accept-missing", "metaschema_public.feild"]);
    assert_eq!(slip.code, Some(2), "{slip:?}");
    assert!(slip.stderr.contains("did you mean `metaschema_public.field"), "{slip:?}");
}

#[test]
fn a_table_that_a_server_hides_is_refused_and_one_that_the_contract_assumes_is_named() {
    let sandbox = Sandbox::new();
    let hidden = export(&sandbox, &serving(&hiding("webauthnSettings", "WebauthnSetting")).url(""), &[]);
    assert_eq!(hidden.code, Some(3), "{hidden:?}");
    assert!(hidden.stderr.contains("  routing_public.webauthn_settings\n"), "{hidden:?}");
    let server = serving(&hiding("agentModules", "AgentModule"));
    let assumed = export(&sandbox, &server.url(""), &[]).done();
    let note = "assumed by the contract and not there: 1 table (metaschema_modules_public.agent_module);";
    assert!(assumed.stdout.contains(note), "{assumed:?}");
    let strict = export(&sandbox, &server.url(""), &["--strict"]);
    assert_eq!(strict.code, Some(3), "{strict:?}");
    assert!(strict.stderr.contains("metaschema_modules_public.agent_module"), "{strict:?}");
}

/// The schema with one more table, without a way to a tenant.
fn with_a_table_of_nobody() -> String {
    let table = "\
type Weather @table(schema: \"metaschema_public\", name: \"weather\", key: [\"id\"]) {
  id: UUID! @column(name: \"id\", type: \"uuid\")
}

type WeatherConnection { nodes: [Weather]! pageInfo: PageInfo! totalCount: Int! }

input WeatherFilter { id: UUIDFilter }

enum WeatherOrderBy { NATURAL PRIMARY_KEY_ASC PRIMARY_KEY_DESC }

";
    let root = "  weathers(after: Cursor, first: Int, offset: Int, orderBy: [WeatherOrderBy!] = [PRIMARY_KEY_ASC], where: \
                WeatherFilter): WeatherConnection\n";
    format!("{table}{}", SCHEMA.replacen("type Query {\n", &format!("type Query {{\n{root}"), 1))
}

#[test]
fn a_table_without_a_way_to_a_tenant_is_left_out_by_itself_and_named_once() {
    let server = serving(&with_a_table_of_nobody());
    let (sandbox, same) = (Sandbox::new(), Sandbox::with_an_export());
    let outcome = export(&sandbox, &server.url(""), &[]).done();
    let note = "left out, since no way leads to a tenant: 1 table (metaschema_public.weather; ";
    assert_eq!(outcome.stdout.matches(note).count(), 1, "{outcome:?}");
    assert!(tree(&sandbox.out()) == tree(&same.out()));
    let strict = export(&sandbox, &server.url(""), &["--strict"]);
    assert_eq!(strict.code, Some(3), "{strict:?}");
    assert!(strict.stderr.contains("metaschema_public.weather"), "{strict:?}");
}

#[test]
fn a_platform_of_the_contract_before_is_read_by_that() {
    let sandbox = Sandbox::new();
    let outcome = export(&sandbox, &serving(OLDER).url(""), &[]).done();
    assert!(outcome.stdout.contains("services_public.domains"), "{outcome:?}");
    let manifest = sandbox.read("out/acme-services/typeferry.manifest.json");
    assert!(manifest.contains("\"contract\": \"constructive-1\""), "{manifest}");
    let control = sandbox.read("out/acme-services/acme-services.control");
    assert!(control.contains("requires = 'metaschema-modules,metaschema-schema,services'"), "{control}");
}

#[test]
fn what_a_trigger_derives_is_a_change_of_its_own() {
    let sandbox = Sandbox::with_an_export();
    let derived = sandbox.read("out/acme-services/deploy/migrate/catalog_private.apis.sql");
    assert!(derived.contains("INSERT INTO catalog_private.apis (") && derived.contains("'database')"), "{derived}");
    let plan = sandbox.read("out/acme-services/pgpm.plan");
    assert!(plan.contains("\nmigrate/catalog_private.apis [migrate/apis] "), "{plan}");
    assert!(sandbox.read("out/acme-services/acme-services.control").contains("catalog,"));
}

fn rows_of(sandbox: &Sandbox, table: &str) -> u64 {
    let manifest: Value = serde_json::from_str(&sandbox.read("out/acme-services/typeferry.manifest.json")).unwrap();
    let is_table = |entry: &&Value| entry["table"] == table;
    manifest["tables"].as_array().unwrap().iter().find(is_table).map_or(0, |entry| entry["rows"].as_u64().unwrap())
}

#[test]
fn a_tenant_without_domains_has_no_bindings_and_none_are_asked_for() {
    let server = serve(ServerOptions::default(), with_rows("Domain", |_| false));
    let faulty = Faulty::before(server.address(), crate::support::Ask::pass);
    let sandbox = Sandbox::new();
    export(&sandbox, &faulty.url(), &[]).done();
    assert_eq!((rows_of(&sandbox, "hostname_bindings"), rows_of(&sandbox, "route_bindings")), (0, 0));
    let asked = faulty.asked_for_rows();
    assert!(asked.iter().all(|ask| !ask.has("hostnameBindings(")), "{asked:?}");
}

#[test]
fn many_domains_are_asked_for_in_parts_that_a_server_takes_and_their_bindings_are_in_order() {
    const DOMAINS: usize = 4_000;
    let tenant = sample::database_id("acme");
    let id = |kind: u32, at: usize| format!("{kind:08x}-0000-4000-8000-{:012x}", at * 7919 % DOMAINS);
    let mut endpoints = endpoints();
    let data = &mut endpoints[0].data;
    let like = |row_type: &str, own: Value| -> Map<String, Value> {
        let first = data.row_types().find(|(name, _)| *name == row_type).unwrap().1[0].clone();
        first.into_iter().chain(own.as_object().unwrap().clone()).collect()
    };
    let domain = |at| like("Domain", json!({ "id": id(1, at), "databaseId": tenant, "hostname": format!("d{at}") }));
    let domains: Vec<_> = (0..DOMAINS).map(domain).collect();
    let binding =
        |at| like("HostnameBinding", json!({ "id": id(2, at), "domainId": id(1, at), "hostname": format!("b{at}") }));
    let bindings: Vec<_> = (0..DOMAINS).step_by(50).map(binding).collect();
    let expected = bindings.len() as u64 + rows_of(&Sandbox::with_an_export(), "hostname_bindings");
    data.extend("Domain", domains);
    data.extend("HostnameBinding", bindings);
    let server = serve(ServerOptions::default(), endpoints);
    let faulty = Faulty::before(server.address(), crate::support::Ask::pass);
    let sandbox = Sandbox::new();
    export(&sandbox, &faulty.url(), &[]).done();
    assert_eq!(rows_of(&sandbox, "hostname_bindings"), expected);
    let asked = faulty.asked_for_rows();
    let parts: Vec<_> = asked.iter().filter(|ask| ask.has("hostnameBindings")).collect();
    let bytes = |ask: &&crate::support::Ask| ask.header("content-length").unwrap().parse::<usize>().unwrap();
    assert!(parts.len() > 2 && parts.iter().map(bytes).all(|bytes| bytes < 100_000), "{}", parts.len());
    let script = sandbox.read("out/acme-services/deploy/migrate/hostname_bindings.sql");
    let ids = script.lines().filter_map(|line| line.split(", ").find(|cell| cell.starts_with("'00000001-")));
    assert!(ids.collect::<Vec<_>>().is_sorted());
}

#[test]
fn columns_whose_default_is_the_current_time_are_left_out_where_that_is_wanted() {
    let sandbox = Sandbox::with_an_export();
    let apis = "out/acme-services/deploy/migrate/apis.sql";
    assert!(sandbox.read(apis).contains("(id, created_at, updated_at, name,"), "{}", sandbox.read(apis));
    export(&sandbox, &crate::support::platform().url(""), &["--omit-defaulted-timestamps"]).done();
    assert!(sandbox.read(apis).contains("(id, name,"), "{}", sandbox.read(apis));
    // One without a default has the value that it has.
    let hierarchy = sandbox.read("out/acme-services/deploy/migrate/hierarchy_module.sql");
    assert!(hierarchy.contains("created_at") != has_default("HierarchyModule", "createdAt"), "{hierarchy}");
}

/// Whether the contract says that a column has a default.
fn has_default(row_type: &str, field: &str) -> bool {
    let from = SCHEMA.find(&format!("type {row_type} @table")).unwrap();
    let line = SCHEMA[from..].lines().find(|line| line.starts_with(&format!("  {field}: "))).unwrap();
    line.contains("default: true")
}
