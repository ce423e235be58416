//! Why an answer has no pages.

use std::fmt;

use super::refusal::ErrorEntry;
use super::scanner::ScanError;
use crate::row::CellError;

/// Why a node is no row of its list.
#[derive(Debug)]
pub(super) enum RowError {
    /// It does not have the fields that were asked for; in words.
    Fields(String),
    /// A value is none of its column's type.
    Cell(CellError),
}

/// Why an answer has no pages.
#[derive(Debug)]
pub(super) enum AnswerError {
    /// It broke off.
    Broken(String),
    /// It is not JSON.
    Garbled(String),
    /// It is none to the request.
    Malformed(String),
    /// It has errors: what else it has is not the data.
    Errors {
        /// At least one.
        errors: Vec<ErrorEntry>,
        /// Whether a root field was in the answer: then the request was carried out, and something in it failed.
        carried_out: bool,
    },
    /// A node is no row of the list at this position of the request.
    Row(usize, RowError),
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(reason)
            | Self::Garbled(reason)
            | Self::Malformed(reason)
            | Self::Row(_, RowError::Fields(reason)) => f.write_str(reason),
            Self::Errors { errors, .. } => write!(f, "{}", errors.first().map_or("an error", ErrorEntry::message)),
            Self::Row(_, RowError::Cell(error)) => error.fmt(f),
        }
    }
}

impl From<ScanError> for AnswerError {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::Broken(reason) => Self::Broken(reason),
            ScanError::Malformed(reason) => Self::Garbled(reason),
        }
    }
}
