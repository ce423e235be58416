//! One case a change: the committed base contract, a small edit, and the findings that it gives. A case that is a change
//! of the schema goes the build's way and that of `typeferry drift`, and both come to the same verdict.

use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::{Diagnostic, Diagnostics, Source};
use typeferry_codegen::drift::{
    ColumnNames, Difference, Kind, OnProgram, Severity, Sides, TableNames, compare as compare_schemas,
};
use typeferry_codegen::query::Documents;
use typeferry_codegen::schema::sdl;

use crate::by_hand::by_hand;
use crate::case::Case;
use crate::contract::{Texts, folders, tests_dir};
use crate::golden::compare;
use crate::verdict::agree;

/// Why a case has no side of drift.
#[derive(Debug, PartialEq, Eq)]
enum Side {
    /// Two schemas that read: it has.
    Both,
    /// The schema after is none: there is nothing to compare with.
    BrokenSchema,
    /// The schema is as it was: the documents, the lock or the configuration are otherwise.
    OtherTexts,
}

/// At least so many changes of a schema go both ways.
const BOTH_WAYS: usize = 40;

#[test]
fn every_change_gives_what_is_committed() {
    let (mut wrong, mut both) = (Vec::new(), 0);
    let base = base();
    base.generate().unwrap_or_else(|found| panic!("{found:#?}"));
    for dir in folders(&tests_dir().join("drift")).iter().filter(|dir| !dir.ends_with("base")) {
        let case = Case::read(&dir.join("case.txt"));
        let base = case.before(&base);
        let texts = case.after(&base);
        let found = case.found(&texts);
        let mut said = judge(&case, &found).into_iter().collect::<Vec<_>>();
        let lines = found.iter().map(line).chain([String::new()]).collect::<Vec<_>>().join("\n");
        wrong.extend(compare(&dir.join("expected.txt"), &lines).err());
        if side(&case, &texts) == Side::Both {
            both += 1;
            let mut differences = differences(&base, &texts);
            if texts.config() != base.config() {
                // The case has settled its rules.
                differences.retain(|one| one.kind != Kind::RuleIdle);
            }
            said.extend(several(&case, &differences));
            said.extend(agree(&base, &texts, &differences));
            said.extend(differences.iter().filter_map(contradiction));
            said.extend(from_documents_by_hand(&case, &base));
            let lines = differences.iter().map(written).chain([String::new()]).collect::<Vec<_>>().join("\n");
            wrong.extend(compare(&dir.join("drift.txt"), &lines).err());
        } else if dir.join("drift.txt").exists() {
            said.push("it has no side of drift".to_owned());
        }
        wrong.extend(said.into_iter().map(|message| format!("{}: {message}", dir.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(both >= BOTH_WAYS, "{both} cases go both ways");
}

#[test]
fn a_schema_is_what_it_is() {
    for dir in folders(&tests_dir().join("cases")).into_iter().chain([tests_dir().join("drift/base")]) {
        let texts = Texts::read(&dir);
        assert_eq!(differences(&texts, &texts), [], "{}", dir.display());
    }
}

/// The same change where every document is by hand, and there is an operation: the build and drift agree there too.
fn from_documents_by_hand(case: &Case, base: &Texts) -> Vec<String> {
    let base = by_hand(base);
    let texts = case.after(&base);
    let mut differences = differences(&base, &texts);
    if texts.config() != base.config() {
        differences.retain(|one| one.kind != Kind::RuleIdle);
    }
    let wrong = agree(&base, &texts, &differences).into_iter().chain(differences.iter().filter_map(contradiction));
    wrong.map(|message| format!("with documents by hand: {message}")).collect()
}

/// Says where what is said of a difference is not what its answers are.
fn contradiction(one: &Difference) -> Option<String> {
    let effect = one.kind.effect();
    let says_failure = ["fails", "refuses", "missing", "old name", "cannot"].iter().any(|word| effect.contains(word));
    let wrong = match one.program() {
        OnProgram::Nothing => says_failure || one.severity() == Severity::Breaking,
        OnProgram::Fails | OnProgram::Loses => effect.starts_with("Nothing") || one.severity() == Severity::Harmless,
    };
    wrong.then(|| format!("{:?}: {:?}, {:?}, {effect}", one.kind, one.program(), one.severity()))
}

fn side(case: &Case, texts: &Texts) -> Side {
    let files = || case.edits.iter().filter(|edit| !edit.before).map(|edit| edit.file.as_str());
    if !files().any(|file| file == "schema.graphql") || files().any(|file| file.starts_with("queries/")) {
        Side::OtherTexts
    } else if sdl::read(&Source::new("schema.graphql", texts.schema())).is_err() {
        Side::BrokenSchema
    } else {
        Side::Both
    }
}

/// What `typeferry drift` finds: the configuration is the one that the export was built with.
pub(crate) fn differences(base: &Texts, texts: &Texts) -> Vec<Difference> {
    let read = |texts: &Texts| sdl::read(&Source::new("schema.graphql", texts.schema())).unwrap();
    let config = Config::read(&Source::new("typeferry.toml", base.config())).unwrap();
    let (contract, before) = (base.contract(), read(base));
    let (tables, operations) = (&contract.tables, &contract.operations);
    let documents = Documents { schema: &before, config: &config, tables, operations };
    compare_schemas(&documents, &read(texts), &config).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn several(case: &Case, differences: &[Difference]) -> Option<String> {
    let count = differences.len();
    (count != 1 && !case.several).then(|| format!("one change, and {count} differences: {differences:#?}"))
}

fn line(finding: &Diagnostic) -> String {
    if finding.is_error() { finding.to_string() } else { format!("warning: {finding}") }
}

/// A difference on one line.
fn written(one: &Difference) -> String {
    let severity = format!("{:?}", one.severity()).to_lowercase();
    let answers = format!("build {}, program {}", one.build().word(), one.program().word());
    let at = one.location.as_ref().map_or_else(|| "nowhere".to_owned(), ToString::to_string);
    let (table, column) = (sides(&one.table, table), sides(&one.column, column));
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
    let change = format!("{} -> {}", text(&one.before), text(&one.after));
    format!("{at}: {severity}: {answers}: {}: {table}: {column}: {change}", one.kind.title())
}

fn sides<T>(sides: &Sides<T>, write: impl Fn(&T) -> String) -> String {
    match (sides.before.as_ref().map(&write), sides.after.as_ref().map(&write)) {
        (Some(before), Some(after)) if before == after => before,
        (None, None) => "-".to_owned(),
        (before, after) => format!("{} -> {}", before.unwrap_or_default(), after.unwrap_or_default()),
    }
}

fn table(names: &TableNames) -> String {
    format!("{} {} {}", names.postgres, names.graphql, names.root_field.as_deref().unwrap_or("-"))
}

fn column(names: &ColumnNames) -> String {
    format!("{} {}", names.postgres.as_deref().unwrap_or("-"), names.graphql)
}

/// What holds of every finding, whatever its text.
fn judge(case: &Case, found: &Diagnostics) -> Option<String> {
    if let Some(finding) = found.iter().find(|finding| finding.location.is_none()) {
        return Some(format!("without a place: {finding}"));
    }
    match (found.len(), case.several) {
        (0, _) => Some("nothing is found".to_owned()),
        (1, true) => Some("is one finding: no need to say why it is several".to_owned()),
        (count, false) if count > 1 => Some(format!("one change, and {count} findings: {found:#?}")),
        _ => None,
    }
}

fn base() -> Texts {
    let dir = tests_dir().join("drift/base");
    let committed = Texts::read(&dir);
    let texts = Texts::written(committed.schema(), committed.config()).unwrap_or_else(|found| panic!("{found:#?}"));
    let queries = texts.0.iter().filter(|(name, _)| name.starts_with("queries/"));
    let stale: Vec<_> = queries.filter_map(|(name, text)| compare(&dir.join(name), text).err()).collect();
    assert!(stale.is_empty(), "{}", stale.join("\n"));
    texts
}
