//! Inserts a column that the API's type for inserting does not have.

mod tables {
    #![allow(dead_code)]
    include!("tables.rs");
}

fn main() {
    let _ = tables::WidgetInsert { note: None, seq: None, name: String::new(), price: None, code: None };
}
