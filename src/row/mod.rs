//! A row on its way: the cells of an answer, the typed row, its values, and the SQL literals of those.

mod array;
mod cell;
mod float;
mod interval;
mod json;
mod literal;
mod table;
mod timestamp;
mod value;
mod write;

pub use cell::{Cell, CellError, Cells, FromCell, Mismatch};
pub use interval::Interval;
pub use json::Json;
pub use literal::{LiteralError, Rename, write_literal};
pub use table::{ColumnDef, ForeignKeyDef, List, Row, Table, TableDef, TableQuery, Text, read};
pub use timestamp::Timestamptz;
pub use value::{ToValue, Value};
pub use write::{Given, Insert, KeptIdentities, Patch, UpsertColumn, given};

/// What is left to know of a type, and of how a column may be written.
pub use typeferry_codegen::model::{Access, Generation, Identities, Kind, Mutability, Reason};

/// What the names in [`TableDef`] and its like are made of.
pub use std::borrow::Cow;

/// A universally unique identifier, as PostgreSQL's `uuid`.
pub use uuid::Uuid;
