//! Leaves out a column that is never null and has no default.

mod tables {
    #![allow(dead_code)]
    include!("tables.rs");
}

fn main() {
    let _ = tables::WidgetInsert { seq: None, price: None, code: None };
}
