//! Every line of the base contract's schema, broken in every way that leaves a schema: the build and `typeferry drift`
//! come to the same verdict. Every line of its lock, broken too: the build says so.

use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::schema::sdl;

use crate::by_hand::by_hand;
use crate::contract::{Texts, tests_dir};
use crate::drift::differences;
use crate::verdict::same_verdict;

/// What may become of a line.
const CHANGES: [fn(&str) -> String; 12] = [
    |_| String::new(),
    |line| line.replace('!', ""),
    |line| line.replacen('!', "", 1),
    |line| line.replace(" @column", "! @column").replace("!!", "!"),
    |line| line.replacen(|c: char| c.is_ascii_lowercase(), "z", 1),
    |line| line.replacen(|c: char| c.is_ascii_uppercase(), "Z", 1),
    |line| line.replace(": UUID", ": Float"),
    |line| line.replace(": String", ": [String]").replace(": Int", ": [Int]"),
    |line| line.replace("\"id\"", "\"name\""),
    |line| line.replace("\"text\"", "\"citext\""),
    |line| line.replace(": \"", ": \"z"),
    |line| if line.contains("@column") { format!("{line} @deprecated") } else { format!("{line}\n  more: Int") },
];

/// At least so many changes leave a schema.
const CHANGED: usize = 350;

#[test]
fn whatever_line_of_a_schema_changes_both_ways_come_to_the_same() {
    both_ways_from(&Texts::read(&tests_dir().join("drift/base")));
}

#[test]
fn n28_so_they_do_where_documents_are_by_hand() {
    both_ways_from(&by_hand(&Texts::read(&tests_dir().join("drift/base"))));
}

fn both_ways_from(base: &Texts) {
    let (mut wrong, mut changed) = (Vec::new(), 0);
    let lines: Vec<_> = base.schema().lines().collect();
    for (at, line) in lines.iter().enumerate() {
        for new in CHANGES.map(|change| change(line)).into_iter().filter(|new| new != line) {
            let mut texts = base.clone();
            let schema = [&lines[..at], &[new.as_str()], &lines[at + 1..]].concat().join("\n");
            if sdl::read(&Source::new("schema.graphql", schema.as_str())).is_err() {
                continue;
            }
            texts.0.insert("schema.graphql".into(), schema);
            changed += 1;
            wrong.extend(same_verdict(&texts, &differences(base, &texts)).map(|error| format!("{new}: {error}")));
        }
    }
    assert!(wrong.is_empty(), "{} of {changed}: {}", wrong.len(), wrong.join("\n"));
    assert!(changed >= CHANGED, "{changed}");
}

/// What may become of a line of a lock.
const LOCK_CHANGES: [fn(&str) -> String; 6] = [
    |_| String::new(),
    |line| format!("{line}x"),
    |line| line.replacen(": ", ": z", 1),
    |line| line.replacen(": ", "z: ", 1),
    |line| line.split_once(": ").map_or_else(String::new, |(key, _)| format!("{key}: ")),
    |line| format!("{line}\nz{line}"),
];

#[test]
fn whatever_line_of_a_lock_changes_the_build_says_so() {
    let base = Texts::read(&tests_dir().join("drift/base"));
    for base in [by_hand(&base), base] {
        let lock = base.0["queries/contract.lock"].clone();
        for line in lock.lines().filter(|line| !line.starts_with('#')) {
            for new in LOCK_CHANGES.map(|change| change(line)) {
                let mut texts = base.clone();
                texts.0.insert(
                    "queries/contract.lock".into(),
                    lock.replacen(&format!("{line}\n"), &format!("{new}\n"), 1),
                );
                let found = texts.generate().map_or_else(|errors| errors, |generated| generated.warnings);
                assert!(
                    found.iter().any(|finding| finding.is_error() && finding.location.is_some()),
                    "{line}: {new}: {found:#?}"
                );
            }
        }
    }
}
