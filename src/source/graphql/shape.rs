//! The shape of a list's pages: how a page is asked for, and where its parts stand in an answer.

use super::progress::Position;
use crate::row::TableQuery;

/// A path of fields below a root field.
type Path = &'static [&'static str];

/// The shape of a list's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// The rows; an empty path where the root field is the list itself.
    pub(super) rows: Path,
    /// The count of all rows, where the API has one.
    pub(super) total: Option<Path>,
    /// Whether there is another page, where the API says so.
    pub(super) more: Option<Path>,
    /// The cursor of the last row, where pages go on by one.
    pub(super) cursor: Option<Path>,
    /// The argument that says how many rows.
    pub(super) limit: Argument,
    /// The argument that says behind how many rows.
    pub(super) offset: Argument,
    /// The argument that says behind which cursor.
    pub(super) after: Argument,
}

/// An argument that pages are asked for by, and the variable that gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Argument {
    pub(super) name: &'static str,
    /// Its GraphQL type.
    pub(super) ty: &'static str,
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
    pub(super) const BY_OFFSET: Self = Self {
        rows: &["nodes"],
        total: Some(&["totalCount"]),
        more: Some(&["pageInfo", "hasNextPage"]),
        cursor: None,
        limit: Argument { name: "first", ty: "Int!" },
        offset: Argument { name: "offset", ty: "Int!" },
        after: Argument { name: "after", ty: "Cursor" },
    };

    /// The shape of a table's pages.
    pub(super) fn of(table: &TableQuery) -> Self {
        if table.cursor_type.is_some() { Self::BY_CURSOR } else { Self::BY_OFFSET }
    }

    /// The argument that asks for the page which begins there.
    pub(super) fn argument(&self, position: &Position) -> Argument {
        match position {
            Position::After(_) => self.after,
            Position::Offset(_) => self.offset,
        }
    }

    /// The selection of a root field, of that of a row.
    pub(super) fn selection(&self, row: &str) -> String {
        let parts = self.parts().map(|(path, part)| (path, if part == Part::Rows { row } else { "" }));
        selection(&parts.collect::<Vec<_>>())
    }

    /// What is asked for, with the path to it, in the order of a document.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Path, Part)> + use<> {
        let parts = [
            (Some(self.rows), Part::Rows),
            (self.more, Part::More),
            (self.cursor, Part::Cursor),
            (self.total, Part::Total),
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

/// The selection of parts, each with its path and its own selection; those of one field are neighbours.
fn selection(parts: &[(Path, &str)]) -> String {
    let field = |of_field: &[(Path, &str)]| {
        let Some((name, _)) = of_field.first().and_then(|(path, _)| path.split_first()) else {
            return of_field.iter().map(|(_, selected)| *selected).collect();
        };
        let below: Vec<_> =
            of_field.iter().map(|(path, selected)| (path.get(1..).unwrap_or_default(), *selected)).collect();
        match selection(&below) {
            selected if selected.is_empty() => (*name).to_owned(),
            selected => format!("{name} {{ {selected} }}"),
        }
    };
    parts.chunk_by(|(path, _), (next, _)| path.first() == next.first()).map(field).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_selected_where_they_stand() {
        assert_eq!(
            Shape::BY_CURSOR.selection("id a { b }"),
            "nodes { id a { b } } pageInfo { hasNextPage endCursor } totalCount"
        );
        assert_eq!(Shape::BY_OFFSET.selection("id"), "nodes { id } pageInfo { hasNextPage } totalCount");
        let bare = Shape { rows: &[], total: None, more: None, ..Shape::BY_OFFSET };
        assert_eq!(bare.selection("id name"), "id name");
    }
}
