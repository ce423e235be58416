//! PostgreSQL's geometric types (<https://www.postgresql.org/docs/current/datatype-geometric.html>). A `line` is none
//! of them here: APIs send two points of it, and not its coefficients.

use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Cell, FromCell, Mismatch, float};

/// A `point`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

/// An `lseg`, by its ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineSegment(pub Point, pub Point);

/// A `box`, by its upper right and its lower left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rectangle(pub Point, pub Point);

/// A `path`.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Its points.
    pub points: Vec<Point>,
    /// Whether it ends where it does not begin.
    pub open: bool,
}

/// A `polygon`, by its corners.
#[derive(Debug, Clone, PartialEq)]
pub struct Polygon(pub Vec<Point>);

/// A `circle`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    /// Its centre.
    pub center: Point,
    /// Its radius.
    pub radius: f64,
}

/// The objects that they arrive as. A number is kept as its text until it is read.
mod wire {
    use super::{Deserialize, RawValue};

    #[derive(Deserialize)]
    pub(super) struct Point<'a> {
        #[serde(borrow)]
        pub(super) x: &'a RawValue,
        #[serde(borrow)]
        pub(super) y: &'a RawValue,
    }

    #[derive(Deserialize)]
    pub(super) struct Pair<'a> {
        #[serde(borrow)]
        pub(super) a: Point<'a>,
        #[serde(borrow)]
        pub(super) b: Point<'a>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct Points<'a> {
        #[serde(borrow)]
        pub(super) points: Vec<Point<'a>>,
        pub(super) is_open: Option<bool>,
    }

    #[derive(Deserialize)]
    pub(super) struct Circle<'a> {
        #[serde(borrow)]
        pub(super) center: Point<'a>,
        #[serde(borrow)]
        pub(super) radius: &'a RawValue,
    }
}

fn object<'a, T: Deserialize<'a>>(cell: Cell<'a>, wanted: &'static str) -> Result<T, Mismatch> {
    let raw = cell.0.ok_or_else(|| Mismatch::new(wanted, "null"))?;
    serde_json::from_str(raw).map_err(|_| Mismatch::new(wanted, raw))
}

fn number(raw: &RawValue) -> Result<f64, Mismatch> {
    f64::from_cell(Cell::json(raw))
}

fn point(wire: &wire::Point<'_>) -> Result<Point, Mismatch> {
    Ok(Point { x: number(wire.x)?, y: number(wire.y)? })
}

fn points(wire: &[wire::Point<'_>]) -> Result<Vec<Point>, Mismatch> {
    wire.iter().map(point).collect()
}

impl FromCell for Point {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        point(&object(cell, "a point")?)
    }
}

impl FromCell for LineSegment {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let ends: wire::Pair<'_> = object(cell, "a line segment")?;
        Ok(Self(point(&ends.a)?, point(&ends.b)?))
    }
}

impl FromCell for Rectangle {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let corners: wire::Pair<'_> = object(cell, "a box")?;
        Ok(Self(point(&corners.a)?, point(&corners.b)?))
    }
}

impl FromCell for Path {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let path: wire::Points<'_> = object(cell, "a path")?;
        let open = path.is_open.ok_or_else(|| Mismatch::new("a path with isOpen", cell.0.unwrap_or_default()))?;
        Ok(Self { points: points(&path.points)?, open })
    }
}

impl FromCell for Polygon {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let polygon: wire::Points<'_> = object(cell, "a polygon")?;
        points(&polygon.points).map(Self)
    }
}

impl FromCell for Circle {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let circle: wire::Circle<'_> = object(cell, "a circle")?;
        Ok(Self { center: point(&circle.center)?, radius: number(circle.radius)? })
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({},{})", float::double(self.x), float::double(self.y))
    }
}

impl fmt::Display for LineSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{},{}]", self.0, self.1)
    }
}

impl fmt::Display for Rectangle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.0, self.1)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_points(f, &self.points, if self.open { ('[', ']') } else { ('(', ')') })
    }
}

impl fmt::Display for Polygon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_points(f, &self.0, ('(', ')'))
    }
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{},{}>", self.center, float::double(self.radius))
    }
}

fn write_points(f: &mut fmt::Formatter<'_>, points: &[Point], (open, close): (char, char)) -> fmt::Result {
    let points: Vec<String> = points.iter().map(ToString::to_string).collect();
    write!(f, "{open}{}{close}", points.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<T: FromCell + fmt::Display>(raw: &str) -> Result<String, Mismatch> {
        T::from_cell(Cell(Some(raw))).map(|shape| shape.to_string())
    }

    #[test]
    fn shapes_are_written_as_postgresql_does() {
        assert_eq!(shown::<Point>(r#"{"x":1e-7,"y":1e+300}"#).unwrap(), "(1e-07,1e+300)");
        let pair = r#"{"a":{"x":3,"y":4},"b":{"x":1,"y":2}}"#;
        assert_eq!(shown::<LineSegment>(pair).unwrap(), "[(3,4),(1,2)]");
        assert_eq!(shown::<Rectangle>(pair).unwrap(), "(3,4),(1,2)");
        let points = r#"{"points":[{"x":0,"y":0},{"x":1,"y":1.5}],"isOpen":true}"#;
        assert_eq!(shown::<Path>(points).unwrap(), "[(0,0),(1,1.5)]");
        assert_eq!(shown::<Path>(&points.replace("true", "false")).unwrap(), "((0,0),(1,1.5))");
        assert_eq!(shown::<Polygon>(points).unwrap(), "((0,0),(1,1.5))");
        assert_eq!(shown::<Circle>(r#"{"center":{"x":1,"y":2},"radius":3}"#).unwrap(), "<(1,2),3>");
    }

    #[test]
    fn what_is_no_such_shape_is_refused() {
        assert!(shown::<Point>(r#"{"x":1}"#).is_err());
        assert!(shown::<Point>(r#"{"x":"1","y":2}"#).is_err());
        assert!(shown::<Path>(r#"{"points":[]}"#).is_err());
    }
}
