//! The fields of an object of an answer.

use std::borrow::Cow;

use serde_json::value::RawValue;

use crate::row::{Cell, FromCell, Mismatch, members};

/// The fields of an object that were asked for, in the order of their keys.
#[derive(Debug)]
pub struct Fields<'a> {
    keys: &'a [&'a str],
    /// `None` for one that the object does not have.
    cells: Vec<Option<Cell<'a>>>,
}

impl<'a> Fields<'a> {
    /// The fields with these keys.
    ///
    /// # Errors
    /// It is no object, or has a field that was not asked for.
    pub fn of(cell: Cell<'a>, keys: &'a [&'a str]) -> Result<Self, Mismatch> {
        let mut cells = vec![None; keys.len()];
        for (key, value) in members(cell)? {
            let Some(place) = keys.iter().position(|wanted| *wanted == key).and_then(|at| cells.get_mut(at)) else {
                return Err(Mismatch::new("no field but those that were asked for", &key));
            };
            *place = Some(Cell::json(value));
        }
        Ok(Self { keys, cells })
    }

    /// The name that an object's type has in it.
    ///
    /// # Errors
    /// It is no object, or does not say its type.
    pub fn typename(cell: Cell<'a>, key: &str) -> Result<String, Mismatch> {
        let name = members(cell)?.into_iter().find(|(name, _)| *name == key);
        let name: Option<&RawValue> = name.map(|(_, value)| value);
        let name = name.ok_or_else(|| Mismatch::new("the name of its type", "an object without one"))?;
        Cell::json(name).text().map(Cow::into_owned).map_err(|error| error.within(key))
    }

    /// The value of the field at a position.
    ///
    /// # Errors
    /// It is missing, or not of the type.
    pub fn get<T: FromCell>(&self, position: usize) -> Result<T, Mismatch> {
        let key = self.keys.get(position).copied().unwrap_or_default();
        match self.cells.get(position) {
            Some(Some(cell)) => T::from_cell(*cell).map_err(|error| error.within(key)),
            _ => Err(Mismatch::missing(key)),
        }
    }

    /// The value of a field that a condition of the document may have left out.
    ///
    /// # Errors
    /// It is not of the type.
    pub fn if_asked<T: FromCell>(&self, position: usize) -> Result<Option<T>, Mismatch> {
        match self.cells.get(position) {
            Some(Some(_)) => self.get(position),
            _ => Ok(None),
        }
    }
}
