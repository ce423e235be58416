//! deploy.sql for the transactions that are asked for.

use std::collections::HashSet;
use std::fmt::Write;

use typeferry_session::Script;

use super::{DEPLOY_SQL, Transactions};
use crate::module::ChangeId;
use crate::project::Project;

/// What errors call the script.
const NAME: &str = "deploy.sql";

/// The first line of the transactions: what is before it is always there.
const TRANSACTIONS: &str = "\nBEGIN;\n";

const BEGIN: &str = "SELECT pg_temp.pgpm_begin();\n";

/// The line that runs every test.
const TESTS: &str = "CALL pgmi_test();\n";

/// What is run, with the tests of the modules that have some.
pub(super) fn script(
    project: &Project,
    transactions: Transactions,
    pending: &HashSet<&ChangeId>,
    tested: &HashSet<String>,
) -> Script {
    let text = match transactions {
        Transactions::One if tested.is_empty() => DEPLOY_SQL.replace(TESTS, ""),
        Transactions::One => DEPLOY_SQL.to_owned(),
        Transactions::Module | Transactions::Change => {
            let definitions = DEPLOY_SQL.split_once(TRANSACTIONS).map_or(DEPLOY_SQL, |(before, _)| before);
            let mut text = format!("{definitions}{TRANSACTIONS}{BEGIN}COMMIT;\n");
            units(project, transactions, pending, tested, &mut text);
            text
        }
    };
    Script { name: NAME.to_owned(), text }
}

/// A transaction for each module; or for each change, the tests of a module in that of its last.
fn units(
    project: &Project,
    transactions: Transactions,
    pending: &HashSet<&ChangeId>,
    tested: &HashSet<String>,
    text: &mut String,
) {
    for module in &project.modules {
        let package = literal(module.name.as_str());
        let left = module.changes.iter().filter(|change| pending.contains(&module.id(change)));
        let names = left.map(|change| literal(change.name.as_str()));
        let mut units: Vec<String> = match transactions {
            Transactions::Change => names.collect(),
            Transactions::One | Transactions::Module => Vec::new(),
        };
        if units.is_empty() {
            units.push("NULL".to_owned());
        }
        let last = units.len() - 1;
        for (at, change) in units.iter().enumerate() {
            let _ = write!(text, "\nBEGIN;\nSELECT pg_temp.pgpm_deploy({package}, {change});\n");
            if at == last && tested.contains(module.name.as_str()) {
                let _ = writeln!(text, "CALL pgmi_test('^[.]/{}/');", module.name);
            }
            text.push_str("COMMIT;\n");
        }
    }
}

/// A name of a module or a change has no backslash.
fn literal(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_names_nothing_but_the_contract() {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let names: HashSet<_> = DEPLOY_SQL.split(|c| !is_name(c)).filter(|name| name.contains("pgmi_")).collect();
        assert_eq!(names, HashSet::from(["pgmi_source_view", "pgmi_test"]));
    }

    #[test]
    fn its_transactions_can_be_found() {
        assert_eq!(DEPLOY_SQL.matches(TRANSACTIONS).count(), 1);
        let end = DEPLOY_SQL.split_once(TRANSACTIONS).map(|(_, end)| end.replace(TESTS, ""));
        assert_eq!(
            end.as_deref(),
            Some("SELECT pg_temp.pgpm_begin();\nSELECT pg_temp.pgpm_deploy(NULL, NULL);\nCOMMIT;\n")
        );
    }
}
