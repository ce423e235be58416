//! The names that PostGraphile gives to what belongs to a table.

/// The members of a connection that paging needs (Relay's cursor connections, and PostGraphile's `nodes`).
pub(super) const CONNECTION_FIELDS: [&str; 3] = ["nodes", "pageInfo", "totalCount"];

/// The names of an argument that filters by operators or equality, in the order of preference.
pub(super) const FILTER_ARGUMENTS: [&str; 3] = ["where", "filter", "condition"];

/// Other arguments that paging needs.
pub(super) const PAGING_ARGUMENTS: [&str; 4] = ["after", "first", "offset", "orderBy"];

/// The logical members of a filter type.
pub(super) const LOGICAL_FILTERS: [&str; 3] = ["and", "not", "or"];

/// The input type that an insert takes for a row type.
pub(super) fn input_type(row_type: &str) -> String {
    format!("{row_type}Input")
}

/// The input type that an update takes for a row type.
pub(super) fn patch_type(row_type: &str) -> String {
    format!("{row_type}Patch")
}
