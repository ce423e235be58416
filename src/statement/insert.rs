//! `INSERT` of one row, and what it does with one that is there already.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use typeferry_base::quote::identifier_if_needed;

use super::{StatementError, column, literal};
use crate::module::Conflict;
use crate::row::{Insert, KeptIdentities, TableDef, UpsertColumn, Value};

/// An `INSERT` of one row.
#[must_use]
pub struct InsertStatement<'a, I> {
    table: &'static TableDef,
    /// What is given, by the position of its column.
    values: BTreeMap<usize, Value<'a>>,
    overriding: bool,
    on_conflict: OnConflict,
    of: PhantomData<I>,
}

/// What happens where the key is there already.
enum OnConflict {
    Fails,
    Nothing,
    /// These columns are set, by their positions.
    Update(Vec<usize>),
}

/// Inserts a row; the database assigns its identities.
pub fn insert<I: Insert>(row: &I) -> InsertStatement<'_, I> {
    let mut values = Vec::with_capacity(I::COLUMNS.len());
    row.to_values(&mut values);
    let given = I::COLUMNS.iter().zip(values).filter_map(|(position, value)| Some((*position, value?)));
    InsertStatement {
        table: I::TABLE,
        values: given.collect(),
        overriding: false,
        on_conflict: OnConflict::Fails,
        of: PhantomData,
    }
}

impl<'a, I: Insert> InsertStatement<'a, I> {
    /// Keeps these identities: `OVERRIDING SYSTEM VALUE`.
    pub fn with_identities<K: KeptIdentities<Insert = I>>(mut self, identities: &'a K) -> Self {
        let mut values = Vec::with_capacity(K::COLUMNS.len());
        identities.to_values(&mut values);
        self.values.extend(K::COLUMNS.iter().copied().zip(values));
        self.overriding = true;
        self
    }

    /// Leaves a row with the same key as it is.
    pub fn on_conflict_do_nothing(mut self) -> Self {
        self.on_conflict = OnConflict::Nothing;
        self
    }

    /// Sets these columns in a row with the same key, if one of them differs in any bit.
    pub fn on_conflict_update<C: UpsertColumn<Insert = I>>(mut self, columns: &[C]) -> Self {
        self.on_conflict = OnConflict::Update(columns.iter().map(UpsertColumn::position).collect());
        self
    }

    /// The statement, without a semicolon.
    ///
    /// # Errors
    /// A conflict that cannot be told or sets what is not given, or a value that PostgreSQL cannot hold.
    pub fn sql(&self) -> Result<String, StatementError> {
        let conflict = self.conflict()?;
        let name = format!("{}.{}", identifier_if_needed(&self.table.schema), identifier_if_needed(&self.table.name));
        let alias = conflict.as_ref().map(Conflict::alias).unwrap_or_default();
        let clause = conflict.as_ref().map(Conflict::clause).unwrap_or_default();
        Ok(format!("INSERT INTO {name}{alias} {}{clause}", self.row()?))
    }

    /// The columns and their values.
    fn row(&self) -> Result<String, StatementError> {
        if self.values.is_empty() {
            return Ok("DEFAULT VALUES".to_owned());
        }
        let columns: Vec<_> =
            self.values.keys().map(|position| identifier_if_needed(column(self.table, *position))).collect();
        let literals = self.values.iter().map(|(position, value)| literal(self.table, *position, value));
        let literals = literals.collect::<Result<Vec<_>, _>>()?.join(", ");
        let overriding = if self.overriding { " OVERRIDING SYSTEM VALUE" } else { "" };
        Ok(format!("({}){overriding} VALUES ({literals})", columns.join(", ")))
    }

    fn conflict(&self) -> Result<Option<Conflict>, StatementError> {
        let update = match &self.on_conflict {
            OnConflict::Fails => return Ok(None),
            OnConflict::Nothing => &[][..],
            OnConflict::Update(columns) if columns.is_empty() => {
                return Err(StatementError::NoUpsertColumn { table: self.table.qualified() });
            }
            OnConflict::Update(columns) => columns,
        };
        if let Some(position) = update.iter().find(|position| !self.values.contains_key(position)) {
            let column = column(self.table, *position).to_owned();
            return Err(StatementError::NotGiven { table: self.table.qualified(), column });
        }
        let names = |positions: &[usize]| positions.iter().map(|at| column(self.table, *at).to_owned()).collect();
        Ok(Some(Conflict { key: names(self.key()?), update: names(update), arbiter: true }))
    }

    /// The key, of which every column is given or computed from what is given.
    fn key(&self) -> Result<&'static [usize], StatementError> {
        let key: &'static [usize] = &self.table.key;
        if key.is_empty() {
            return Err(StatementError::NoKey { table: self.table.qualified() });
        }
        let absent = |position: &&usize| {
            let insertable =
                self.table.columns.get(**position).is_some_and(|column| column.mutability.insertable.is_yes());
            insertable && !self.values.contains_key(position)
        };
        match key.iter().find(absent) {
            Some(position) => {
                let column = column(self.table, *position).to_owned();
                Err(StatementError::KeyNotGiven { table: self.table.qualified(), column })
            }
            None => Ok(key),
        }
    }
}
