//! Where the parts of a page stand in an answer.

/// Where a list's root field has its rows, its count and what is behind its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// The rows; an empty path where the root field is the list itself.
    pub(super) rows: &'static [&'static str],
    /// The count of all rows, where the API has one.
    pub(super) total: Option<&'static [&'static str]>,
    /// Whether there is another page, where the API says so.
    pub(super) more: Option<&'static [&'static str]>,
    /// The cursor of the last row, where pages go on by one.
    pub(super) cursor: Option<&'static [&'static str]>,
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
    /// A connection that goes on by cursor.
    pub(super) const BY_CURSOR: Self = Self { cursor: Some(&["pageInfo", "endCursor"]), ..Self::BY_OFFSET };

    /// A connection that goes on by offset.
    pub(super) const BY_OFFSET: Self =
        Self { rows: &["nodes"], total: Some(&["totalCount"]), more: Some(&["pageInfo", "hasNextPage"]), cursor: None };

    /// What is asked for, with the path to it.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&'static [&'static str], Part)> + use<> {
        let parts = [
            (Some(self.rows), Part::Rows),
            (self.total, Part::Total),
            (self.more, Part::More),
            (self.cursor, Part::Cursor),
        ];
        parts.into_iter().filter_map(|(path, part)| Some((path?, part)))
    }

    /// What stands at a path, where anything was asked for there.
    pub(super) fn part(&self, path: &[String]) -> Option<Part> {
        let leads_on = |at: &[&str]| at.len() > path.len() && at.iter().zip(path).all(|(at, path)| at == path);
        self.parts().find_map(|(at, part)| match at {
            _ if at == path => Some(part),
            _ if leads_on(at) => Some(Part::Inside),
            _ => None,
        })
    }
}
