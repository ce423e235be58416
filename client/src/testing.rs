//! Tables for tests: generated code of the generator's cases, which stand for every way to ask for rows.

#![expect(dead_code, unreachable_pub, reason = "generated for other tests")]

pub(crate) use crate::row::Table;
use crate::row::TableQuery;

pub(crate) use by_keys::Domain;

mod by_keys {
    include!("../../codegen/tests/cases/reached_by_keys/tables.rs");
}

mod shapes {
    include!("../../codegen/tests/cases/shapes/tables.rs");
}

mod plain {
    include!("../../codegen/tests/cases/plain/tables.rs");
}

mod no_key {
    include!("../../codegen/tests/cases/no_key/tables.rs");
}

mod interval {
    include!("../../codegen/tests/cases/interval/tables.rs");
}

/// Tables of all kinds: of a tenant, filtered by keys, without a key, with parts in their columns.
pub(crate) fn tables() -> Vec<TableQuery> {
    let all = [
        by_keys::Domain::QUERY,
        by_keys::Binding::QUERY,
        shapes::Value::QUERY,
        plain::Item::QUERY,
        no_key::LogLine::QUERY,
        interval::Plan::QUERY,
    ];
    all.into_iter().cloned().collect()
}
