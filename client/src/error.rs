//! Why rows did not come.

use crate::endpoint::EndpointError;
use crate::row::CellError;

/// Whoever takes rows has failed; it keeps the reason itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Why rows did not come.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The endpoint gave no answer, or refused.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
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
        "{table}.{column}, row {row}: {url} cannot send this value: {message}; leave the column out of the document"
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
        /// The server's message.
        message: String,
    },
    /// An answer that is no answer to what was asked.
    #[error("{url} sent something that is no answer{}: {reason}", at(.table.as_ref()))]
    Malformed {
        /// The address.
        url: String,
        /// The table whose rows were asked for.
        table: Option<String>,
        /// What does not fit.
        reason: String,
    },
    /// A value that is none of its column's type.
    #[error("{0}; the API may have changed: see `typeferry schema pull`")]
    Cell(#[from] CellError),
    /// The rows are not as many as the server counts.
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
    /// The rows of a tenant were asked for where the table's document tells no tenants apart, or the other way round.
    #[error("{table}: {}", if *.wanted { TENANT_UNSAID } else { TENANT_UNUSED })]
    TenantOf {
        /// The table.
        table: String,
        /// Whether its document filters by a tenant.
        wanted: bool,
    },
    /// A table's document filters by keys of another table's rows, which are not read before.
    #[error("{table}: its rows are found by keys of {of}, which are not read before: leave it out")]
    ByKeys {
        /// The table.
        table: String,
        /// The table whose rows have the keys.
        of: String,
    },
    /// Whoever takes the rows has failed.
    #[error("the rows could not be taken")]
    Stopped,
}

const TENANT_UNSAID: &str = "its document filters by a tenant: say whose rows are wanted";
const TENANT_UNUSED: &str = "its document filters by no tenant, and would give the rows of all: say none";

impl From<Stopped> for ReadError {
    fn from(Stopped: Stopped) -> Self {
        Self::Stopped
    }
}

fn at(table: Option<&String>) -> String {
    table.map(|table| format!(" for {table}")).unwrap_or_default()
}

fn others(count: usize) -> String {
    if count == 0 { String::new() } else { format!(" (and {count} more)") }
}
