//! Values that have a grammar of their own: JSON, XML, text search, trees, pairs.

use super::random::Random;

pub(super) fn of(random: &mut Random, pg_type: &str) -> Option<String> {
    Some(match pg_type {
        "json" | "jsonb" => json(random, 3),
        "jsonpath" => random.pick(&["$", "$.a[*]", "strict $.\"a b\" ? (@ > 1.50)", "$.x.datetime()"]).to_owned(),
        "xml" if random.one_in(2) => random.pick(&["", " plain ", "<a/>tail", "a<b/>&lt;"]).to_owned(),
        "xml" => document(random),
        "tsvector" => random.pick(&["", "a:1A b:2 c", "'it''s':3 'a\\\\b':4B", "'x y' 'ü' '\"'"]).to_owned(),
        "tsquery" => random.pick(&["a & b:*", "!(a | 'it''s') <2> c:AB", "'x y'", "'a\\\\b'"]).to_owned(),
        "ltree" => labels(random),
        "lquery" => random.pick(&["a.*", "*.b{1,2}.!c|d@", "*"]).to_owned(),
        "ltxtquery" => random.pick(&["a & b", "!a* | (b@ & c%)"]).to_owned(),
        "hstore" => hstore(random),
        _ => return None,
    })
}

/// An XML document: under `xmloption` document, an array takes nothing less.
pub(super) fn document(random: &mut Random) -> String {
    random.pick(&XML).to_owned()
}

const XML: [&str; 7] = [
    "<?xml version=\"1.0\"?><a/>",
    "<a/>",
    "<a>it's &amp; &lt; \"x\" \\ </a>",
    "<!-- c --><b x='1'>\n\t</b>",
    "<ü>\u{1f600}</ü>",
    "<a><![CDATA[<x>]]></a>",
    "<?pi x?><a xmlns:p=\"urn:x\"><p:b/></a>",
];

fn json(random: &mut Random, depth: u64) -> String {
    let space = random.pick(&["", "", " ", "\n\t"]);
    match random.below(if depth == 0 { 4 } else { 6 }) {
        0 => random.pick(&["null", "true", "false", "0", "\"\"", "{}", "[]", "\"\\u00e9\\ud83d\\ude00\""]).to_owned(),
        1 => random.pick(&NUMBERS).to_owned(),
        2 | 3 => json_text(&random.text()),
        4 => {
            let items: Vec<String> = (0..random.below(4)).map(|_| json(random, depth - 1)).collect();
            format!("[{space}{}]", items.join(&format!("{space},")))
        }
        _ => {
            let key = |random: &mut Random| json_text(random.pick(&["a", "bb", "a", "ü", "\"\\", "", "it's", "\n"]));
            let pairs = (0..random.below(4)).map(|_| format!("{}:{space}{}", key(random), json(random, depth - 1)));
            format!("{{{}{space}}}", pairs.collect::<Vec<_>>().join(","))
        }
    }
}

const NUMBERS: [&str; 9] =
    ["1e-7", "1E+21", "-0", "-0.0", "1.50", "9007199254740993", "12345678901234567890.50", "-1e3", "0.1"];

fn json_text(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn labels(random: &mut Random) -> String {
    let labels: Vec<&str> = (0..random.below(5)).map(|_| random.pick(&["a", "Top", "x_1", "ZZ", "9"])).collect();
    labels.join(".")
}

fn hstore(random: &mut Random) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let pair = |random: &mut Random| {
        let value = if random.one_in(4) { "NULL".to_owned() } else { quoted(&random.text()) };
        format!("{}=>{value}", quoted(&random.text()))
    };
    (0..random.below(4)).map(|_| pair(random)).collect::<Vec<_>>().join(",")
}
