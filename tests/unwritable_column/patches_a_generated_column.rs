//! Sets a column that the database computes.

mod tables {
    #![allow(dead_code)]
    include!("tables.rs");
}

fn main() {
    let _ = tables::WidgetPatch { total: Some(Some(1)), ..tables::WidgetPatch::NOTHING };
}
