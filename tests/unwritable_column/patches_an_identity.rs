//! Sets an identity that is always generated.

mod tables {
    #![allow(dead_code)]
    include!("tables.rs");
}

fn main() {
    let _ = tables::WidgetPatch { id: Some(1), ..tables::WidgetPatch::NOTHING };
}
