//! Rows of a query as text, over either kind of connection.

use postgres::{Client, Error, SimpleQueryMessage};
use typeferry_connection::Session;

/// A connection that is asked for rows.
pub trait Rows {
    /// The rows of a query, each value as text.
    ///
    /// # Errors
    /// The server refuses, or the connection is lost.
    fn rows(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, Error>;
}

impl Rows for Session {
    fn rows(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, Error> {
        Session::rows(self, sql)
    }
}

impl Rows for Client {
    fn rows(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, Error> {
        let rows = self.simple_query(sql)?.into_iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        Ok(rows.map(|row| (0..row.len()).map(|at| row.get(at).map(str::to_owned)).collect()).collect())
    }
}
