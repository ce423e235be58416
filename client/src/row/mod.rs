//! A row on its way: the cells of an answer, the typed row, and its values.

mod binary;
mod calendar;
mod cell;
mod date;
mod float;
mod geometric;
mod hstore;
mod interval;
mod json;
mod jsonb;
mod members;
mod number;
mod numeric;
mod range;
mod table;
mod text;
mod time;
mod timestamp;
mod value;
mod verbatim;
mod write;

pub use binary::Bytea;
pub use cell::{Cell, CellError, Cells, FromCell, Mismatch};
pub use date::Date;
pub use float::{double, single};
pub use geometric::{Circle, LineSegment, Path, Point, Polygon, Rectangle};
pub use hstore::Hstore;
pub use interval::Interval;
pub use json::Json;
pub use jsonb::Jsonb;
pub(crate) use members::{Key, members};
pub use number::plain_integers;
pub use numeric::{Money, Numeric, trim_scale};
pub use range::{Bound, Range};
pub use table::{
    ColumnDef, Comparison, ForeignKeyDef, KeySource, List, ReadAdapted, ReadRow, Reader, Row, Table, TableDef,
    TableQuery, Tenancy, Text, read,
};
pub use time::{Time, Timetz};
pub use timestamp::{Timestamp, Timestamptz};
pub use value::{ToValue, Value};
pub use verbatim::{Verbatim, Xml};
pub use write::{Given, Insert, KeptIdentities, Patch, UpsertColumn, given};

/// What the code of operations names beside.
pub use crate::operation::{Fields, Input, JsonObject, Operation, ToJson};

/// What is left to know of a type, and of how a column may be written.
pub use typeferry_base::table::{
    Access, Generation, Identities, Kind, Loss, Mutability, PageInfoShape, PageShape, Reason,
};

/// What the names in [`TableDef`] and its like are made of.
pub use std::borrow::Cow;

/// A universally unique identifier, as PostgreSQL's `uuid`.
pub use uuid::Uuid;
