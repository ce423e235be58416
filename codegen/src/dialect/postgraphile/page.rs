//! Connections (<https://relay.dev/graphql/connections.htm>), with the plain list of nodes and the count that the server
//! adds.

use crate::model::{PageInfoShape, PageShape};

/// The page of a connection.
pub(super) const PAGE: PageShape = PageShape {
    rows: Some("nodes"),
    info: Some(PageInfoShape { field: "pageInfo", more: "hasNextPage", cursor: Some("endCursor") }),
    total: Some("totalCount"),
    limit: "first",
    offset: "offset",
    after: Some("after"),
    by_key: Some("orderBy: [PRIMARY_KEY_ASC]"),
    integer: "Int",
    tenant: "databaseId",
};
