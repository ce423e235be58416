//! A row on its way: the cells of an answer, the typed row, its values, and the SQL literals of those.

mod cell;
mod interval;
mod json;
mod literal;
mod table;
mod timestamp;
mod value;

pub use cell::{Cell, CellError, Cells, FromCell, Mismatch};
pub use interval::Interval;
pub use json::Json;
pub use literal::{LiteralError, Rename, write_literal};
pub use table::{ColumnDef, ForeignKeyDef, Row, Table, TableDef, read};
pub use timestamp::Timestamptz;
pub use value::{ToValue, Value};

/// A universally unique identifier, as PostgreSQL's `uuid`.
pub use uuid::Uuid;
