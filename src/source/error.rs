//! Why rows or changes did not come.

use typeferry_client::{ReadError, Stopped};

use super::ActionKey;
use crate::row::CellError;

/// Why rows did not come.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The endpoint gave no answer, or refused.
    #[error(transparent)]
    Endpoint(#[from] typeferry_client::EndpointError),
    /// The server answered with errors: what else it sent is not the data.
    #[error("{url} answered with an error{}: {message}{}", at(.table.as_ref()), others(*.more))]
    GraphQl {
        /// The address.
        url: String,
        /// The table whose rows were asked for, where the error names one.
        table: Option<String>,
        /// The first message.
        message: String,
        /// How many more there were.
        more: usize,
    },
    /// A value that the server cannot send.
    #[error(
        "{table}.{column}, row {row}: {url} cannot send this value: {message}; read it from the database with \
         --database-url, or leave the column out"
    )]
    Unreadable {
        /// The address.
        url: String,
        /// `schema.table`.
        table: String,
        /// The PostgreSQL column.
        column: String,
        /// The row's key, as it arrived.
        row: String,
        /// What the server says.
        message: String,
    },
    /// An answer that is no answer to what was asked.
    #[error("{url} sent something that is no answer{}: {reason}", at(.table.as_ref()))]
    Malformed {
        /// The address.
        url: String,
        /// The table whose rows were asked for.
        table: Option<String>,
        /// What is wrong.
        reason: String,
    },
    /// A value that is none of its column's type.
    #[error("{0}; the API may have changed: see `typeferry schema pull`")]
    Cell(#[from] CellError),
    /// The rows are not as many as the source counts.
    #[error("{table}: {read} rows were read and the server counts {counted}: the table changed meanwhile, try again")]
    Count {
        /// The table.
        table: String,
        /// The rows that came.
        read: u64,
        /// The rows that the server counts.
        counted: u64,
    },
    /// The server's count is not the same on every page: by offset, rows that go make others be passed over.
    #[error(
        "{table}: the server counted {before} rows on one page and {after} on the next: the table changed meanwhile, \
         try again"
    )]
    Changed {
        /// The table.
        table: String,
        /// The rows that the server counted first.
        before: u64,
        /// The rows that it counted then.
        after: u64,
    },
    /// A page does not begin with the row that the page before ended with: rows came, went or changed places.
    #[error("{table}: the rows behind the first {read} moved while its pages were read: the table changed, try again")]
    Moved {
        /// The table.
        table: String,
        /// The rows that came before.
        read: u64,
    },
    /// A row that came twice: by offset, rows that are added make others come again, and others not at all.
    #[error("{table}: the row {row} came twice: the table changed while its pages were read, try again")]
    Repeated {
        /// The table.
        table: String,
        /// The row's key, as it arrived.
        row: String,
    },
    /// A change without a name.
    #[error("{change} has no name in its column `deploy`: it cannot be a change of a module")]
    UnnamedAction {
        /// The change.
        change: ActionKey,
    },
    /// A dependency without a name.
    #[error("{change} has a NULL among its dependencies (column `deps`)")]
    UnnamedDependency {
        /// The change.
        change: ActionKey,
    },
    /// A change that came twice, where no key tells which other one did not come.
    #[error(
        "{change} came twice{}: either the table changed while its pages were read, and another try reads it whole, or \
         it has the change twice, and no plan can", .change.name_behind()
    )]
    RepeatedAction {
        /// The change.
        change: ActionKey,
    },
    /// There is no connection to the database.
    #[error(transparent)]
    Connection(#[from] crate::connection::ConnectionError),
    /// The role may not read a table.
    #[error(
        "the role may not read {table} ({message}): GRANT it SELECT on the table, and USAGE on its schema, or leave the \
         table out (--leave-out {table})"
    )]
    Permission {
        /// The table.
        table: String,
        /// What the server said.
        message: String,
    },
    /// Row security would hide rows of a table from the role.
    #[error(
        "row security may hide rows of {table} from the role ({message}): they would be missing in what is read, in \
         silence, so nothing was; connect as a role with BYPASSRLS or as the table's owner{}",
        or_leave_out(table)
    )]
    RowSecurity {
        /// The table.
        table: String,
        /// What the server said.
        message: String,
    },
    /// A table, or a column of it, is not there, or no longer.
    #[error("{table} is not there as it should be: {message}; if it was changed meanwhile, try again")]
    Vanished {
        /// The table.
        table: String,
        /// What the server said.
        message: String,
    },
    /// The connection broke.
    #[error("the connection to {address} broke{}: {reason}", at(.table.as_ref()))]
    Lost {
        /// The address, without the password.
        address: String,
        /// The table that was read.
        table: Option<String>,
        /// Why.
        reason: String,
    },
    /// The database refused a statement.
    #[error("{address} answered with an error{}: {message}", at(.table.as_ref()))]
    Sql {
        /// The address, without the password.
        address: String,
        /// The table that was read.
        table: Option<String>,
        /// What the server said.
        message: String,
    },
    /// A row that is none of its table.
    #[error("a row of {table} cannot be read: {reason}")]
    Line {
        /// The table.
        table: String,
        /// What is wrong.
        reason: String,
    },
    /// A value that is none of its column's type.
    #[error("{table}.{column}, row {key}: {reason}")]
    Value {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The row's key, as text.
        key: String,
        /// What is wrong.
        reason: String,
    },
    /// A table has more or fewer rows of the tenant than were read, or than rows of another table stand for.
    #[error(
        "{table} has {counted} rows of the tenant, and {read} were read{}: read the rest by a role that sees every row, \
         or leave the table out (--leave-out {table})",
        source_of(.from.as_ref())
    )]
    Uncounted {
        /// The table.
        table: String,
        /// The table that its rows are made of, where they are.
        from: Option<String>,
        /// The rows that came.
        read: u64,
        /// The rows that the database counts.
        counted: u64,
    },
    /// The rows of a tenant were asked for where the table's document tells no tenants apart, or the other way round.
    #[error("{table}: {}", if *.wanted { TENANT_UNSAID } else { TENANT_UNUSED })]
    TenantOf {
        /// The table.
        table: String,
        /// Whether its document filters by a tenant.
        wanted: bool,
    },
    /// A table's document filters by keys of another table's rows, which are not read before.
    #[error(
        "{table}: its rows are found by keys of {of}, which are not read before: leave it out (--leave-out {table})"
    )]
    ByKeys {
        /// The table.
        table: String,
        /// The table whose rows have the keys.
        of: String,
    },
    /// Another reason that an API has.
    #[error(transparent)]
    Read(Box<ReadError>),
    /// The sink has failed.
    #[error("the rows could not be written")]
    Stopped,
}

impl From<ReadError> for SourceError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Endpoint(error) => Self::Endpoint(error),
            ReadError::GraphQl { url, table, message, more } => Self::GraphQl { url, table, message, more },
            ReadError::Unreadable { url, table, column, row, message } => {
                Self::Unreadable { url, table, column, row, message }
            }
            ReadError::Malformed { url, table, reason } => Self::Malformed { url, table, reason },
            ReadError::Cell(error) => Self::Cell(error),
            ReadError::Count { table, read, counted } => Self::Count { table, read, counted },
            ReadError::Changed { table, before, after } => Self::Changed { table, before, after },
            ReadError::Moved { table, read } => Self::Moved { table, read },
            ReadError::Repeated { table, row } => Self::Repeated { table, row },
            ReadError::TenantOf { table, wanted } => Self::TenantOf { table, wanted },
            ReadError::ByKeys { table, of } => Self::ByKeys { table, of },
            ReadError::Stopped => Self::Stopped,
            other => Self::Read(Box::new(other)),
        }
    }
}

impl From<Stopped> for SourceError {
    fn from(Stopped: Stopped) -> Self {
        Self::Stopped
    }
}

/// What else can be done, of the tables that an export can do without.
fn or_leave_out(table: &str) -> String {
    match table {
        "metaschema_public.database" | "metaschema_public.schema" | "db_migrate.sql_actions" => String::new(),
        table => format!(", or leave the table out (--leave-out {table})"),
    }
}

const TENANT_UNSAID: &str = "its document filters by a tenant: say whose rows are wanted";
const TENANT_UNUSED: &str = "its document filters by no tenant, and would give the rows of all: say none";

fn at(table: Option<&String>) -> String {
    table.map(|table| format!(" for {table}")).unwrap_or_default()
}

fn source_of(from: Option<&String>) -> String {
    from.map(|table| format!(" of {table}, which they are made of")).unwrap_or_default()
}

fn others(count: usize) -> String {
    if count == 0 { String::new() } else { format!(" (and {count} more)") }
}
