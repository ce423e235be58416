//! Values of people's own, from the text that PostgreSQL has for them, or a server sends.

use std::str::FromStr;

use serde_json::value::RawValue;

use super::{Cell, Date, FromCell, Json, Jsonb, Mismatch, Money, Numeric, Time, Timestamp, Timestamptz, Timetz, Xml};

macro_rules! from_text {
    ($($type:ty)*) => {
        $(impl FromStr for $type {
            type Err = Mismatch;

            fn from_str(text: &str) -> Result<Self, Mismatch> {
                Self::from_cell(Cell(Some(&serde_json::Value::from(text).to_string())))
            }
        })*
    };
}

macro_rules! from_json {
    ($($type:ty)*) => {
        $(impl FromStr for $type {
            type Err = Mismatch;

            fn from_str(text: &str) -> Result<Self, Mismatch> {
                let json: &RawValue = serde_json::from_str(text).map_err(|_| Mismatch::new("a JSON document", text))?;
                Self::from_cell(Cell(Some(json.get())))
            }
        })*
    };
}

from_text! { Date Money Numeric Time Timestamp Timestamptz Timetz Xml }

from_json! { Json Jsonb }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_of_its_text() {
        assert_eq!("4.50".parse::<Numeric>().unwrap().as_str(), "4.50");
        assert_eq!("2026-11-28".parse::<Date>().unwrap().to_string(), "2026-11-28");
        let instant: Timestamptz = "2026-11-28T19:00:00.5+01:00".parse().unwrap();
        assert_eq!(instant.to_string(), "2026-11-28 18:00:00.5+00");
        assert_eq!(" {\"b\": 1, \"a\": 2} ".parse::<Jsonb>().unwrap().as_str(), "{\"a\": 2, \"b\": 1}");
        assert_eq!("[1, 2]".parse::<Json>().unwrap().as_str(), "[1, 2]");
        assert_eq!("<a>\"</a>".parse::<Xml>().unwrap().as_str(), "<a>\"</a>");
    }

    #[test]
    fn what_is_no_such_value_is_an_error_in_words() {
        let error = "yesterday".parse::<Date>().unwrap_err().to_string();
        assert!(error.contains("yesterday"), "{error}");
        assert!("4,5".parse::<Numeric>().is_err() && "{".parse::<Json>().is_err() && "".parse::<Jsonb>().is_err());
    }
}
