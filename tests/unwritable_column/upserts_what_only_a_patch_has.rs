//! Names a column in an upsert that can be updated and not inserted.

mod tables {
    #![allow(dead_code)]
    include!("tables.rs");
}

use tables::WidgetColumn::Note;

fn main() {}
