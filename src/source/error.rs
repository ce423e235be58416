//! Why rows or changes did not come.

use typeferry_client::{ReadError, Stopped};

use super::ActionKey;

/// Why rows did not come.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// An API did not give the rows, or not whole.
    #[error("{0}{remedy}", remedy = remedy(.0))]
    Read(ReadError),
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
    /// The sink has failed.
    #[error("the rows could not be written")]
    Stopped,
}

impl SourceError {
    /// Whether rows came, went or changed places while they were read: another reading may be whole.
    pub fn is_torn(&self) -> bool {
        match self {
            Self::RepeatedAction { .. } => true,
            Self::Read(error) => matches!(
                error,
                ReadError::Count { .. }
                    | ReadError::Changed { .. }
                    | ReadError::Moved { .. }
                    | ReadError::Repeated { .. }
            ),
            _ => false,
        }
    }
}

impl From<ReadError> for SourceError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Stopped => Self::Stopped,
            error => Self::Read(error),
        }
    }
}

impl From<Stopped> for SourceError {
    fn from(Stopped: Stopped) -> Self {
        Self::Stopped
    }
}

/// What else the command line can do about rows that did not come.
fn remedy(error: &ReadError) -> String {
    match error {
        ReadError::Unreadable { .. } => ", or read it from the database with --database-url".to_owned(),
        ReadError::ByKeys { table, .. } => format!(" (--leave-out {table})"),
        _ => String::new(),
    }
}

/// What else can be done, of the tables that an export can do without.
fn or_leave_out(table: &str) -> String {
    match table {
        "metaschema_public.database" | "metaschema_public.schema" | "db_migrate.sql_actions" => String::new(),
        table => format!(", or leave the table out (--leave-out {table})"),
    }
}

fn at(table: Option<&String>) -> String {
    table.map(|table| format!(" for {table}")).unwrap_or_default()
}

fn source_of(from: Option<&String>) -> String {
    from.map(|table| format!(" of {table}, which they are made of")).unwrap_or_default()
}
