//! A project's files and parameters into the tables of the session, and the contract's views over them.

use typeferry_base::quote::literal;
use typeferry_connection::Session;
use typeferry_sql::statements;

use super::copy::{Line, pieces};
use crate::contract::Contract;
use crate::parameter::Parameters;
use crate::project::{LoadedFile, Project};

const SCHEMA: &str = include_str!("../sql/schema.sql");

/// What was not to be: what the server said, and to what.
type Failed = (String, typeferry_connection::Error);

/// Makes the tables, fills them, and puts the contract over them, in one transaction.
pub(super) fn load(
    session: &mut Session,
    project: &Project,
    parameters: &Parameters,
    contract: Contract,
) -> Result<(), Failed> {
    run(session, "the session's tables", &format!("BEGIN;\n{SCHEMA}"))?;
    sources(session, project)?;
    tests(session, project)?;
    run(session, "the parameters", &parameter_statements(parameters))?;
    let analyze = "ANALYZE pg_temp._pgmi_source, pg_temp._pgmi_source_metadata, pg_temp._pgmi_test_directory, \
                   pg_temp._pgmi_test_source, pg_temp._pgmi_test_statement";
    run(session, "the contract", &format!("{analyze};\n{}COMMIT", contract.sql()))
}

fn run(session: &mut Session, what: &str, sql: &str) -> Result<(), Failed> {
    session.run(sql).map(drop).map_err(|failed| (what.to_owned(), failed.error))
}

/// Loads rows; `paths` are those of the files that they are of, row by row.
fn copy<'p>(
    session: &mut Session,
    table: &str,
    lines: impl Iterator<Item = Line>,
    mut paths: impl Iterator<Item = &'p str>,
) -> Result<(), Failed> {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return Ok(());
    }
    let sql = format!("COPY pg_temp.{table} FROM STDIN");
    session.copy_in(&sql, pieces(lines)).map(drop).map_err(|error| {
        let row = error.as_db_error().and_then(|said| row_of(said.where_()?));
        let path = row.and_then(|row| paths.nth(row));
        (path.map_or_else(|| "the project's files".to_owned(), str::to_owned), error)
    })
}

/// The row that a `COPY` failed at, from 0: the server says `COPY _pgmi_source, line 3, column content`.
fn row_of(context: &str) -> Option<usize> {
    let (_, behind) = context.split_once(", line ")?;
    let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    behind[..digits].parse::<usize>().ok()?.checked_sub(1)
}

fn sources(session: &mut Session, project: &Project) -> Result<(), Failed> {
    copy(session, "_pgmi_source", project.sources().map(source), project.sources().map(LoadedFile::path))?;
    let metadata = project.sources().filter_map(|file| {
        let said = file.metadata()?;
        let line = Line::default().text(file.path()).value(said.id).value(said.idempotent);
        Some(line.array(said.sort_keys.iter().map(String::as_str)).text(&said.description))
    });
    let paths = project.sources().filter(|file| file.metadata().is_some()).map(LoadedFile::path);
    copy(session, "_pgmi_source_metadata", metadata, paths)
}

fn source(file: &LoadedFile) -> Line {
    let line = Line::default().text(file.path()).text(file.name()).text(file.directory()).text(file.extension());
    let line = line.value(file.depth()).text(file.content()).value(file.content().len());
    let line = line.value(file.checksum()).value(file.normalised_checksum()).array(file.path().split('/'));
    line.value(file.is_sql()).value(false).option(file.parent())
}

fn tests(session: &mut Session, project: &Project) -> Result<(), Failed> {
    let folders = project.test_folders();
    let folders =
        folders.iter().map(|folder| Line::default().text(folder.path).option(folder.parent).value(folder.depth));
    copy(session, "_pgmi_test_directory", folders, std::iter::empty())?;
    let test = |file: &LoadedFile| {
        let line = Line::default().text(file.path()).text(file.directory()).text(file.name());
        line.text(file.content()).value(file.is_fixture())
    };
    copy(session, "_pgmi_test_source", project.tests().map(test), project.tests().map(LoadedFile::path))?;
    let statement = |file: &LoadedFile| {
        let (path, content) = (file.path().to_owned(), file.content().to_owned());
        let line =
            move |range: std::ops::Range<usize>| Line::default().text(&path).value(range.start).text(&content[range]);
        statements(file.content()).into_iter().map(move |statement| line(statement.range))
    };
    copy(session, "_pgmi_test_statement", project.tests().flat_map(statement), std::iter::empty())
}

fn parameter_statements(parameters: &Parameters) -> String {
    let row = |(key, value): (&str, &str)| {
        format!("INSERT INTO pg_temp._pgmi_parameter (key, value) VALUES ('{key}', {});\n", literal(value))
    };
    parameters.iter().map(row).collect::<String>() + &settings(parameters)
}

/// The parameters as settings of the session.
pub(super) fn settings(parameters: &Parameters) -> String {
    let set = |(key, value): (&str, &str)| {
        format!("SELECT pg_catalog.set_config('pgmi.{key}', {}, false);\n", literal(value))
    };
    parameters.iter().map(set).collect()
}
