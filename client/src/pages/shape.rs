//! The shape of a list's pages: how a page is asked for, and where its parts stand in an answer.

use crate::row::{PageShape, TableQuery};

/// The shape of a list's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// What the API's pages have.
    pub(super) page: PageShape,
    /// Whether this list goes on by the cursor of its last row; else it goes on by an offset.
    pub(super) by_cursor: bool,
    /// Whether the server is asked to count, where it can.
    pub(super) counts: bool,
}

/// What stands at a path below a root field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Rows,
    Total,
    More,
    Cursor,
    /// An object with other parts in it.
    Inside,
}

impl Shape {
    /// The shape of the pages of a table.
    pub(super) fn of(table: &TableQuery, counts: bool) -> Self {
        Self { page: table.page, by_cursor: table.cursor_type.is_some() && table.page.after.is_some(), counts }
    }

    /// What is asked for, with the path to it.
    pub(super) fn parts(&self) -> Vec<(Vec<&'static str>, Part)> {
        let PageShape { rows, info, total, .. } = self.page;
        let rows = (rows.into_iter().collect(), Part::Rows);
        let more = info.map(|info| (vec![info.field, info.more], Part::More));
        let cursor = info.filter(|_| self.by_cursor);
        let cursor = cursor.and_then(|info| Some((vec![info.field, info.cursor?], Part::Cursor)));
        let total = total.filter(|_| self.counts).map(|total| (vec![total], Part::Total));
        [Some(rows), more, cursor, total].into_iter().flatten().collect()
    }

    /// What stands at a path, where anything was asked for there.
    pub(super) fn part(&self, path: &[String]) -> Option<Part> {
        let leads_on = |at: &[&str]| at.len() > path.len() && at.iter().zip(path).all(|(at, path)| at == path);
        self.parts().into_iter().find_map(|(at, part)| match at {
            _ if at == path => Some(part),
            _ if leads_on(&at) => Some(Part::Inside),
            _ => None,
        })
    }

    /// The selection of a root field, of that of a row.
    pub(super) fn selection(&self, row: &str) -> String {
        let rows = self.page.rows.map_or_else(|| row.to_owned(), |rows| format!("{rows} {{ {row} }}"));
        let page = PageShape { total: self.page.total.filter(|_| self.counts), ..self.page };
        let beside = page.beside_rows(self.by_cursor);
        std::iter::once(rows).chain(beside).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::row::PageInfoShape;

    /// A list in a connection.
    pub(in super::super) const CONNECTION: PageShape = PageShape {
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

    /// A list that is the value of its root field.
    pub(in super::super) const BARE: Shape = Shape {
        page: PageShape {
            rows: None,
            info: None,
            total: None,
            limit: "limit",
            offset: "offset",
            after: None,
            by_key: None,
            integer: "Int",
            tenant: "tenant",
        },
        by_cursor: false,
        counts: true,
    };

    #[test]
    fn parts_are_selected_where_they_stand() {
        let shape = |by_cursor| Shape { page: CONNECTION, by_cursor, counts: true };
        assert_eq!(
            shape(true).selection("id a { b }"),
            "nodes { id a { b } } pageInfo { hasNextPage endCursor } totalCount"
        );
        assert_eq!(shape(false).selection("id"), "nodes { id } pageInfo { hasNextPage } totalCount");
        let uncounted = Shape { counts: false, ..shape(false) };
        assert_eq!(uncounted.selection("id"), "nodes { id } pageInfo { hasNextPage }");
        assert_eq!(BARE.selection("id name"), "id name");
    }
}
