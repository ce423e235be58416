//! How a page of rows is asked for, and how it arrives: all that is left to know of an API's paging behind its dialect.

/// The shape of every page of an API.
///
/// One shape has the rows in a field beside an account of the page and a count:
/// `field(first: 10) { nodes { … } pageInfo { hasNextPage endCursor } totalCount }`; in another the value of the root
/// field is the list itself: `field(limit: 10) { … }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageShape {
    /// The field of the root field's value that is the list of rows; `None` where that value is the list.
    pub rows: Option<&'static str>,
    /// Where a page says whether another comes; `None` where none does: then pages end where the count is met, or, where
    /// nothing counts, with a page without rows. A page that is shorter than it was asked to be is no end: servers cap
    /// pages.
    pub info: Option<PageInfoShape>,
    /// The field that counts all rows, whatever the page; `None` where nothing counts them.
    pub total: Option<&'static str>,
    /// The argument that says how many rows are wanted, which is also the variable for it.
    pub limit: &'static str,
    /// The argument that says how many rows to pass over, which is also the variable for it.
    pub offset: &'static str,
    /// The argument that takes a cursor, which is also the variable for it; `None` where there are no cursors.
    pub after: Option<&'static str>,
    /// The argument that orders rows by the primary key, as documents have it; `None` where none does.
    pub by_key: Option<&'static str>,
    /// The GraphQL type of the limit and the offset.
    pub integer: &'static str,
    /// The variable for the tenant whose rows are wanted, where a document filters by one.
    pub tenant: &'static str,
}

/// What a page says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageInfoShape {
    /// The field that says it.
    pub field: &'static str,
    /// The field below it that is true where there is another page.
    pub more: &'static str,
    /// The field below it that is the cursor of the last row; `None` where there are no cursors.
    pub cursor: Option<&'static str>,
}

impl PageShape {
    /// The fields of a page beside its rows, as a document selects them, each on a line of its own where there are
    /// several; `with_cursor` asks for the cursor of the last row too.
    pub fn beside_rows(&self, with_cursor: bool) -> Vec<String> {
        let info = self.info.map(|info| {
            let cursor = info.cursor.filter(|_| with_cursor).map(|cursor| format!(" {cursor}"));
            format!("{} {{ {}{} }}", info.field, info.more, cursor.unwrap_or_default())
        });
        info.into_iter().chain(self.total.map(str::to_owned)).collect()
    }

    /// The arguments that page, which a document leaves to the reader of pages.
    pub fn arguments(&self) -> impl Iterator<Item = &'static str> {
        [Some(self.limit), self.after, Some(self.offset)].into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: PageShape = PageShape {
        rows: None,
        info: None,
        total: None,
        limit: "limit",
        offset: "offset",
        after: None,
        by_key: None,
        integer: "Int",
        tenant: "tenant",
    };

    #[test]
    fn what_a_page_has_beside_its_rows_is_what_its_shape_has() {
        let info = PageInfoShape { field: "info", more: "more", cursor: Some("last") };
        let shape = PageShape { rows: Some("rows"), info: Some(info), total: Some("total"), ..LISTS };
        assert_eq!(shape.beside_rows(true), ["info { more last }", "total"]);
        assert_eq!(shape.beside_rows(false), ["info { more }", "total"]);
        assert!(LISTS.beside_rows(true).is_empty());
        assert_eq!(LISTS.arguments().collect::<Vec<_>>(), ["limit", "offset"]);
    }
}
