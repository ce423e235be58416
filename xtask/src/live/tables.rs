//! The metadata tables, as PostgreSQL's catalog lists them, and which of their rows are a tenant's.

use postgres::{Client, SimpleQueryMessage};

use super::error::{LiveError, Tried};

/// The schemas of contract 1.
const SCHEMAS: [&str; 3] = ["metaschema_public", "services_public", "metaschema_modules_public"];

/// A metadata table.
#[derive(Clone)]
pub(super) struct Table {
    /// Schema and name, quoted where PostgreSQL wants it.
    pub(super) name: String,
    /// The columns in their order, quoted alike.
    pub(super) columns: Vec<String>,
    /// Whether its rows stay where they are, whoever has them.
    pub(super) stays: bool,
}

impl Table {
    /// The column that names a row: `id`, or `name` where there is none.
    pub(super) fn key(&self) -> &str {
        if self.has("id") { "id" } else { "name" }
    }

    /// The condition that holds for the rows of a tenant. Rows of the platform's own are no tenant's, and an export
    /// leaves them where they are.
    ///
    /// # Errors
    /// The table has no `database_id` and is none of those that are known to do without.
    pub(super) fn belongs_to(&self, tenant: &str) -> Result<String, LiveError> {
        match self.name.as_str() {
            _ if self.stays => Ok("FALSE".to_owned()),
            "metaschema_public.database" => Ok(format!("id = '{tenant}'")),
            _ if self.has("database_id") => Ok(format!("database_id = '{tenant}'")),
            "routing_public.hostname_bindings" | "routing_public.route_bindings" => {
                Ok(format!("domain_id IN (SELECT id FROM routing_public.domains WHERE database_id = '{tenant}')"))
            }
            name if is_platforms(name) => Ok("FALSE".to_owned()),
            name => Err(LiveError::Tenancy(name.to_owned())),
        }
    }

    /// A row as text, as PostgreSQL writes it: JSON would round numbers. The database that a row names is compared
    /// as being this one or not, for it has another name in the target.
    pub(super) fn row_text(&self) -> String {
        let cell = |column: &String| match column.as_str() {
            "dbname" => "dbname = current_database()".to_owned(),
            column => column.to_owned(),
        };
        format!("ROW({})::text", self.columns.iter().map(cell).collect::<Vec<_>>().join(", "))
    }

    fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }
}

/// The catalogue of extensions, and what the platform routes by for itself.
fn is_platforms(name: &str) -> bool {
    name == "metaschema_public.extension"
        || name.starts_with("routing_public.platform_")
        || name.starts_with("platform_routing_public.")
}

/// Every table of contract 1.
///
/// # Errors
/// PostgreSQL refuses.
pub(super) fn list(client: &mut Client) -> Result<Vec<Table>, LiveError> {
    list_in(client, &SCHEMAS)
}

/// Every table of some schemas.
///
/// # Errors
/// PostgreSQL refuses.
pub(super) fn list_in(client: &mut Client, schemas: &[&str]) -> Result<Vec<Table>, LiveError> {
    let columns = column(
        client,
        &format!(
            "SELECT c.oid::regclass || E'\\t' || string_agg(quote_ident(a.attname), E'\\t' ORDER BY a.attnum) \
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text = ANY ('{{{}}}') GROUP BY c.oid ORDER BY 1",
            schemas.join(",")
        ),
    )?;
    let table = |line: String| {
        let mut words = line.split('\t').map(str::to_owned);
        Table { name: words.next().unwrap_or_default(), columns: words.collect(), stays: false }
    };
    Ok(columns.into_iter().map(table).collect())
}

/// The first column of a query's rows, as text; NULL is dropped.
///
/// # Errors
/// PostgreSQL refuses.
pub(super) fn column(client: &mut Client, query: &str) -> Result<Vec<String>, LiveError> {
    let messages = client.simple_query(query).tried(|| query.to_owned())?;
    let cell = |message| match message {
        SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
        _ => None,
    };
    Ok(messages.into_iter().filter_map(cell).collect())
}
