//! The rows of tables: which requests are made, how their answers are read and held against each other, and what is wrong
//! where they do not come.

mod answer_error;
mod bisect;
mod event;
mod gate;
mod keys;
pub(crate) mod limits;
mod list;
mod listing;
mod mark;
mod node;
mod page;
mod planner;
mod progress;
mod rank;
mod reading;
mod refusal;
mod request;
mod rows;
mod scanner;
mod shape;
mod split;
pub(crate) mod stream;
mod tables;
mod task;

pub use self::event::TableEvent;
pub use self::limits::Limit;
pub use self::list::{ListError, ListQuery, ListReading, PageBody};
pub use self::progress::Position;
pub use self::reading::TableReading;
pub use self::stream::Rows;
pub use self::tables::{RowSink, TableReader};
