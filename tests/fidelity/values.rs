//! A value of each type, as text that its input function reads. A type that is not here fails the test.

use std::fmt::Write;

use super::random::Random;
use super::{documents, shapes, spans};

/// NULL, or the text of a value of the type (`format_type` without its modifier).
pub(super) fn of(random: &mut Random, pg_type: &str) -> Option<String> {
    let nulls = if pg_type.ends_with("[]") { 8 } else { 3 };
    if random.below(12) < nulls {
        return None;
    }
    Some(match pg_type.strip_suffix("[]") {
        Some(element) => array(random, element),
        None => scalar(random, pg_type),
    })
}

fn scalar(random: &mut Random, pg_type: &str) -> String {
    number(random, pg_type)
        .or_else(|| text(random, pg_type))
        .or_else(|| documents::of(random, pg_type))
        .or_else(|| spans::of(random, pg_type))
        .or_else(|| shapes::of(random, pg_type))
        .unwrap_or_else(|| panic!("no values of {pg_type} are generated: add them to values.rs"))
}

fn number(random: &mut Random, pg_type: &str) -> Option<String> {
    Some(match pg_type {
        "boolean" => random.pick(&["t", "f"]).to_owned(),
        "smallint" => integer(random, i16::MIN.into(), i16::MAX.into()),
        "integer" => integer(random, i32::MIN.into(), i32::MAX.into()),
        "bigint" => integer(random, i64::MIN, i64::MAX),
        "oid" => integer(random, 0, u32::MAX.into()),
        "kinds.positive" => integer(random, 1, i32::MAX.into()),
        "real" => single(random),
        "double precision" => double(random),
        "numeric" => numeric(random),
        "numeric(12,3)" => format!("{}.{}", random.between(-999_999_999, 999_999_999), random.digits(3)),
        "money" => {
            let cents = i128::from(random.between(i64::MIN, i64::MAX) >> random.below(64));
            let sign = if cents < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
        }
        _ => return None,
    })
}

fn integer(random: &mut Random, least: i64, most: i64) -> String {
    let beyond_doubles = 9_007_199_254_740_993_i64.clamp(least, most);
    match random.below(8) {
        0 => least,
        1 => most,
        2 => beyond_doubles,
        3 => random.between(least.max(-9), most.min(9)),
        _ => random.between(least, most),
    }
    .to_string()
}

const SPECIAL_FLOATS: [&str; 10] =
    ["NaN", "Infinity", "-Infinity", "0", "-0", "0.1", "1e-7", "1e+15", "100000", "0.3333333333333333"];

/// Any bits that are a number.
pub(super) fn double(random: &mut Random) -> String {
    let number = f64::from_bits(random.bits());
    if random.one_in(3) || !number.is_finite() { random.pick(&SPECIAL_FLOATS).to_owned() } else { number.to_string() }
}

fn single(random: &mut Random) -> String {
    let number = f32::from_bits(u32::try_from(random.bits() >> 32).unwrap());
    if random.one_in(3) || !number.is_finite() { random.pick(&SPECIAL_FLOATS).to_owned() } else { number.to_string() }
}

pub(super) fn numeric(random: &mut Random) -> String {
    match random.below(6) {
        0 => random.pick(&["NaN", "Infinity", "-Infinity", "0", "0.000", "1.50", "1e-7"]).to_owned(),
        1 => format!("-{}", random.digits(60)),
        _ => format!("{}.{}", random.digits(25), random.digits(25)),
    }
}

fn text(random: &mut Random, pg_type: &str) -> Option<String> {
    Some(match pg_type {
        "text"
        | "citext"
        | "kinds.email"
        | "character varying(40)"
        | "character varying"
        | "character(40)"
        | "character"
        | "bpchar" => random.text(),
        "name" => random.text().chars().take(15).collect(),
        "\"char\"" => random.pick(&["", "a", "\"", "'", "\\", "\t", "~"]).to_owned(),
        "kinds.mood" => {
            random.pick(&["sad", "not so glad", "it's \"ok\"", "back\\slash", "NULL", "", "ü{,}"]).to_owned()
        }
        "kinds.pair" => pair(random),
        "kinds.tags" => array(random, "text"),
        "uuid" => random.hex(16),
        "bytea" => {
            let bytes = random.below(20);
            format!("\\x{}", random.hex(bytes))
        }
        "bit(5)" | "bit" => (0..5).map(|_| random.pick(&["0", "1"])).collect(),
        "bit varying" => (0..random.below(70)).map(|_| random.pick(&["0", "1"])).collect(),
        "pg_lsn" => format!("{:X}/{:X}", random.below(1 << 32), random.below(1 << 32)),
        "inet" => {
            random.pick(&["10.0.0.1/8", "192.168.0.1", "::1", "2001:db8::1/64", "::ffff:1.2.3.4", "0.0.0.0/0"]).into()
        }
        "cidr" => random.pick(&["10.0.0.0/8", "192.168.0.1/32", "::/0", "2001:db8::/32", "255.0.0.0/9"]).into(),
        "macaddr" => random.hex(6),
        "macaddr8" => random.hex(8),
        _ => return None,
    })
}

/// A composite, each of its values quoted (<https://www.postgresql.org/docs/current/rowtypes.html#ROWTYPES-IO-SYNTAX>).
fn pair(random: &mut Random) -> String {
    let types = ["numeric", "text", "timestamp with time zone", "text[]"];
    let field = |pg_type: &&str| match of(random, pg_type) {
        None => String::new(),
        Some(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\"\"")),
    };
    format!("({})", types.iter().map(field).collect::<Vec<_>>().join(","))
}

/// An array of none to three dimensions, some with bounds of their own.
pub(super) fn array(random: &mut Random, element: &str) -> String {
    let lengths: Vec<u64> =
        (0..random.pick(&[&0, &1, &1, &1, &2, &3]).to_owned()).map(|_| 1 + random.below(2)).collect();
    if lengths.is_empty() {
        return "{}".to_owned();
    }
    let mut bounds = String::new();
    if random.one_in(4) {
        for length in &lengths {
            let lower = random.between(-2, 3);
            write!(bounds, "[{lower}:{}]", lower + length.cast_signed() - 1).unwrap();
        }
        bounds.push('=');
    }
    bounds + &dimension(random, element, &lengths)
}

fn dimension(random: &mut Random, element: &str, lengths: &[u64]) -> String {
    let [length, inner @ ..] = lengths else { return array_element(random, element) };
    let items: Vec<String> = (0..*length).map(|_| dimension(random, element, inner)).collect();
    // `pg_type.typdelim` is a comma but of these.
    let separator = match element {
        "box" => ";",
        "geometry" | "geography" => ":",
        _ => ",",
    };
    format!("{{{}}}", items.join(separator))
}

fn array_element(random: &mut Random, element: &str) -> String {
    let value = if element == "xml" { Some(documents::document(random)) } else { of(random, element) };
    match value {
        None => "NULL".to_owned(),
        Some(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
