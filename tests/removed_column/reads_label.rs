//! Reads a column that the API lost.

mod tables {
    #![allow(dead_code)]
    include!("tables.rs");
}

fn label(row: &tables::Item) -> Option<&str> {
    row.label.as_deref()
}

fn main() {
    let _ = label;
}
