//! Inserts a column that the database computes.

mod tables {
    #![allow(dead_code)]
    include!("tables.rs");
}

fn main() {
    let _ = tables::WidgetInsert { seq: None, name: String::new(), price: None, total: None, code: None };
}
