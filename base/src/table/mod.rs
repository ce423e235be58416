//! What is left to know of a table once its rows are read: how a column is written, and how pages arrive. Generated code
//! states it, and what reads and writes rows goes by it.

mod generation;
mod kind;
mod loss;
mod mutability;
mod page_shape;

pub use self::generation::Generation;
pub use self::kind::Kind;
pub use self::loss::Loss;
pub use self::mutability::{Access, Identities, Mutability, Reason};
pub use self::page_shape::{PageInfoShape, PageShape};
