//! A sample platform with two tenants, `acme` and `globex`, whose values are such as break careless exports: quotes,
//! NULL beside empty, nulls in arrays, JSON scalars, intervals, microseconds. Nothing of `globex` may show in an
//! export of `acme`.

mod actions;
mod rows;

use crate::api::Endpoint;
use crate::data::Data;
use crate::error::DemoError;
use crate::served;
use crate::server::{Server, ServerOptions};

/// The contract of the metadata, of the platform of today.
pub(crate) const SCHEMA: &str = include_str!("../../schema.graphql");

/// The contract of the SQL actions.
pub(crate) const MIGRATE_SCHEMA: &str = include_str!("../../migrate/schema.graphql");

/// The bearer token of the platform as [`serve`] starts it: anybody may read what is in this file.
pub const TOKEN: &str = "demo";

/// The path of the endpoint that serves the metadata.
pub const GRAPHQL_PATH: &str = "/graphql";

/// The path of the endpoint that serves the SQL actions.
pub const MIGRATE_PATH: &str = "/migrate/graphql";

/// A file of the sample data, and its text.
#[derive(Debug, Clone, Copy)]
struct File {
    name: &'static str,
    text: &'static str,
}

/// A tenant, as its files have it.
#[derive(Debug)]
struct Tenant {
    name: &'static str,
    /// Its rows on the platform of today.
    today: [File; 4],
    /// Its rows on a platform of the older published modules.
    published: [File; 3],
    actions: File,
}

macro_rules! file {
    ($tenant:literal, $name:literal) => {
        File { name: concat!($tenant, $name), text: include_str!(concat!("../sample/", $tenant, $name)) }
    };
}

macro_rules! tenant {
    ($name:literal) => {
        Tenant {
            name: $name,
            today: [
                file!($name, "/today/metaschema.json"),
                file!($name, "/today/routing.json"),
                file!($name, "/today/apps.json"),
                file!($name, "/today/modules.json"),
            ],
            published: [
                file!($name, "/published/metaschema.json"),
                file!($name, "/published/services.json"),
                file!($name, "/published/modules.json"),
            ],
            actions: file!($name, "/actions.sql"),
        }
    };
}

const TENANTS: [Tenant; 2] = [tenant!("acme"), tenant!("globex")];

/// What a schema has that is of the platform of today.
const TODAY: &str = "routing_public";

/// The two endpoints of the sample platform: the metadata at [`GRAPHQL_PATH`], the SQL actions at [`MIGRATE_PATH`].
/// The texts are annotated schemas: of the platform of today, or of the older published modules.
/// An action is served with those of its columns that its schema has.
///
/// # Errors
/// The sample data cannot be read, which the tests of this crate exclude.
pub fn endpoints(schema_text: &str, migrate_text: &str) -> Result<Vec<Endpoint>, DemoError> {
    let mut metadata = Data::new();
    for tenant in &TENANTS {
        let files: &[File] = if schema_text.contains(TODAY) { &tenant.today } else { &tenant.published };
        for file in files {
            rows::add(&mut metadata, tenant.name, *file)?;
        }
    }
    let mut migrate = Data::new();
    migrate.extend("SqlAction", actions::served(&served::read(MIGRATE_PATH, migrate_text)?.1, &TENANTS)?);
    let endpoint = |path: &str, text: &str, data| Endpoint { path: path.into(), schema_text: text.into(), data };
    Ok(vec![endpoint(GRAPHQL_PATH, schema_text, metadata), endpoint(MIGRATE_PATH, migrate_text, migrate)])
}

/// Serves the platform of today at a port of the loopback address, 0 for any free one.
///
/// # Errors
/// The port is taken.
pub fn serve(port: u16) -> Result<Server, DemoError> {
    let options = ServerOptions { port, token: Some(TOKEN.to_owned()), ..ServerOptions::default() };
    Server::start(options, endpoints(SCHEMA, MIGRATE_SCHEMA)?)
}

/// How a tenant is exported from a platform that [`serve`] started.
pub fn invitation(server: &Server) -> String {
    let (metadata, migrate) = (server.url(GRAPHQL_PATH), server.url(MIGRATE_PATH));
    format!(
        "serving a sample platform until Ctrl-C; from another terminal:\n  TYPEFERRY_TOKEN={TOKEN} typeferry export \
         --graphql-endpoint {metadata} --migrate-endpoint {migrate} \\\n    --database acme --extension-name acme \
         --meta-extension-name acme-services"
    )
}

/// The id of a tenant's database.
pub fn database_id(tenant: &str) -> String {
    uuid(tenant, "database")
}

/// The UUID that a label stands for: the same in every run, another in every tenant. It is of version 8 (RFC 9562,
/// section 5.8), the bits an FNV-1a hash.
pub(crate) fn uuid(tenant: &str, label: &str) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bytes = tenant.bytes().chain([b'/']).chain(label.bytes());
    let hash = bytes.fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    let versioned = hash & !(0xf << 76) | (0x8 << 76);
    let text = format!("{:032x}", versioned & !(0b11 << 62) | (0b10 << 62));
    [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn a_label_is_one_uuid_in_each_tenant() {
        assert_eq!(uuid("acme", "database"), uuid("acme", "database"));
        assert_ne!(uuid("acme", "database"), uuid("globex", "database"));
        let id = uuid("acme", "table users");
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "8");
        assert!(["8", "9", "a", "b"].contains(&&id[19..20]), "{id}");
    }
}
