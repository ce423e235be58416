//! A checked schema: every type by name, every field with its place and, on tables, its PostgreSQL names.
//!
//! It comes from two texts: SDL ([`sdl`]) and the standard introspection answer ([`introspection`]).

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod annotated;
mod annotation;
mod check;
mod constant;
pub mod introspection;
mod merge;
pub mod meta;
mod names;
mod print;
pub mod sdl;
mod types;
mod whole;

pub use annotated::has_tables;
pub use annotation::{ColumnAnnotation, ForeignKeyAnnotation, TableAnnotation};
pub use merge::{merge, of_schemas};
pub use print::print;
pub use types::{EnumValue, Field, InputValue, RowType, Schema, TypeDef, TypeKind, TypeRef};
pub use whole::whole;
