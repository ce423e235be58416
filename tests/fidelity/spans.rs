//! Dates, times, intervals, and ranges of all kinds.

use super::random::Random;

pub(super) fn of(random: &mut Random, pg_type: &str) -> Option<String> {
    Some(match pg_type {
        "date" => date(random),
        "time without time zone" => time(random),
        "time with time zone" => time(random) + random.pick(&ZONES),
        "timestamp without time zone" => timestamp(random, false),
        "timestamp with time zone" => timestamp(random, true),
        "interval" => interval(random),
        _ => return range(random, pg_type),
    })
}

const ZONES: [&str; 7] = ["+00", "+05:45", "-03:30", "+15:59:59", "-15:59:59", "+01", "-08"];

/// The first and the last of all days, leap days, and days of the first century before and after Christ.
const DATES: [&str; 10] = [
    "infinity",
    "-infinity",
    "4714-11-24 BC",
    "5874897-12-31",
    "0044-03-15 BC",
    "0001-02-29 BC",
    "0099-12-31",
    "2000-02-29",
    "1900-02-28",
    "12345-01-01",
];

fn date(random: &mut Random) -> String {
    if random.one_in(4) {
        return random.pick(&DATES).to_owned();
    }
    let (day, era) = day(random);
    day + era
}

/// A day, and its era.
fn day(random: &mut Random) -> (String, &'static str) {
    let era = random.pick(&["", "", "", " BC"]);
    // The calendar begins in 4714 BC.
    let last = if era.is_empty() { 9999 } else { 4713 };
    let year = if random.one_in(3) { random.between(1, 99) } else { random.between(100, last) };
    let (month, day) = (random.between(1, 12), random.between(1, 28));
    (format!("{year:04}-{month:02}-{day:02}"), era)
}

fn time(random: &mut Random) -> String {
    if random.one_in(4) {
        return random.pick(&["00:00:00", "24:00:00", "23:59:59.999999", "12:00:00.1"]).to_owned();
    }
    let (hours, minutes, seconds) = (random.below(24), random.below(60), random.below(60));
    format!("{hours:02}:{minutes:02}:{seconds:02}.{:06}", random.below(1_000_000))
}

fn timestamp(random: &mut Random, zoned: bool) -> String {
    const EDGES: [&str; 5] = [
        "infinity",
        "-infinity",
        "4714-11-24 00:00:00+00 BC",
        "294276-12-31 23:59:59.999999+00",
        "0099-01-01 00:00:00.5+00",
    ];
    if random.one_in(4) {
        // Without a time zone, what stands there for one is not heeded.
        return random.pick(&EDGES).to_owned();
    }
    let ((day, era), zone) = (day(random), random.pick(&ZONES));
    format!("{day} {}{}{era}", time(random), if zoned { zone } else { "" })
}

/// Each part with a sign of its own.
fn interval(random: &mut Random) -> String {
    const EDGES: [&str; 6] = [
        "0",
        "-1 days +02:03:00",
        "1 mon -2 days -03:04:05.600001",
        "178956970 years 7 mons 2147483647 days 2562047788:00:54.775807",
        "-178956970 years -8 mons -2147483648 days",
        "-00:00:00.000001",
    ];
    if random.one_in(3) {
        return random.pick(&EDGES).to_owned();
    }
    let (months, days) = (random.between(-99_999, 99_999), random.between(-99_999, 99_999));
    let sign = random.pick(&["+", "-"]);
    let (hours, micros) = (random.below(99_999), random.below(1_000_000));
    let (minutes, seconds) = (random.below(60), random.below(60));
    format!("{months} mons {days} days {sign}{hours}:{minutes:02}:{seconds:02}.{micros:06}")
}

/// The bounds of a type's ranges, in its order.
fn bounds(pg_type: &str) -> Option<&'static [&'static str]> {
    Some(match pg_type {
        "int4range" | "int4multirange" => &["-2147483648", "-1", "0", "7", "2147483646"],
        "int8range" => &["-9223372036854775808", "-1", "9007199254740993", "9223372036854775806"],
        "numrange" | "nummultirange" => &["-Infinity", "-1.50", "0", "1e-7", "9007199254740993.10", "Infinity", "NaN"],
        "daterange" => &["-infinity", "4714-11-24 BC", "0044-03-15 BC", "0099-12-31", "2000-02-29", "infinity"],
        "tsrange" | "tstzrange" | "tstzmultirange" => &[
            "-infinity",
            "4714-11-24 00:00:00 BC",
            "0044-03-15 12:00:00.000001 BC",
            "2000-02-29 00:00:00",
            "2024-01-02 03:04:05.678901",
            "infinity",
        ],
        _ => return None,
    })
}

fn range(random: &mut Random, pg_type: &str) -> Option<String> {
    let bounds = bounds(pg_type)?;
    if !pg_type.ends_with("multirange") {
        return Some(one_range(random, bounds));
    }
    let ranges: Vec<String> = (0..random.below(3)).map(|_| one_range(random, bounds)).collect();
    Some(format!("{{{}}}", ranges.join(",")))
}

fn one_range(random: &mut Random, bounds: &[&str]) -> String {
    if random.one_in(8) {
        return "empty".to_owned();
    }
    let last = bounds.len() as u64;
    let lower = random.below(last);
    let upper = lower + random.below(last - lower);
    let side = |random: &mut Random, at: u64| match random.below(5) {
        0 => String::new(),
        _ => format!("\"{}\"", bounds[usize::try_from(at).unwrap()]),
    };
    let (open, close) = (random.pick(&["[", "("]), random.pick(&["]", ")"]));
    format!("{open}{},{}{close}", side(random, lower), side(random, upper))
}
