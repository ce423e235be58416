//! Inserts an identity that is always generated, and does not say that it is kept.

mod tables {
    #![allow(dead_code)]
    include!("tables.rs");
}

fn main() {
    let _ = tables::WidgetInsert { id: 1, seq: None, name: String::new(), price: None, code: None };
}
