//! The path of a file, and what follows from it: `./folder/name.sql`, forward slashes, from the project's folder.

use super::FileError;

/// What the names of SQL files end with, in any case.
pub const SQL_EXTENSIONS: [&str; 8] = ["sql", "ddl", "dml", "dql", "dcl", "psql", "pgsql", "plpgsql"];

/// The folders with tests; the names are in lower case.
pub const TEST_FOLDERS: [&str; 2] = ["__test__", "__tests__"];

/// As deep as a file may lie.
const DEEPEST: usize = 100;

/// The path as the tables have it: without white space around it, with `/` for `\` and for `//`.
///
/// A test's path keeps its backslashes: in a test's folder, they are part of a name.
pub(super) fn normalised(path: &str) -> Result<String, FileError> {
    let wrong = |reason| Err(FileError::Path { reason });
    if !path.starts_with("./") {
        return wrong("it begins with `./`");
    }
    let path = if is_test(path) { path.to_owned() } else { path.trim_matches(' ').replace('\\', "/") };
    let path = collapsed(&path);
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    if parts.last().is_none_or(|name| name.is_empty()) {
        return wrong("it has the name of a file at its end");
    }
    if parts.iter().any(|part| matches!(*part, "." | "..")) {
        return wrong("it leads down from the project's folder, without `.` and `..`");
    }
    if parts.len() > DEEPEST + 1 {
        return wrong("it leads through 100 folders at most");
    }
    if path.contains('\0') { wrong("it has no NUL") } else { Ok(path) }
}

fn collapsed(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !out.ends_with('/') {
            out.push(c);
        }
    }
    out
}

/// The name, without its folders.
pub(super) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The folder, with a `/` at its end.
pub(super) fn directory(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..=end])
}

/// How many folders it lies in.
pub(super) fn depth(path: &str) -> usize {
    path.matches('/').count().saturating_sub(1)
}

/// The folder's own name; none at the top.
pub(super) fn parent(path: &str) -> Option<&str> {
    let folder = directory(path).strip_suffix('/')?;
    folder.rsplit_once('/').map(|(_, name)| name)
}

/// The last `.` and what follows it, if that is letters and digits.
pub(super) fn extension(path: &str) -> &str {
    let name = name(path);
    let is_one = |at: &usize| at + 1 < name.len() && name[at + 1..].bytes().all(|byte| byte.is_ascii_alphanumeric());
    name.rfind('.').filter(is_one).map_or("", |at| &name[at..])
}

/// Whether it is SQL, by its extension.
pub(crate) fn is_sql(path: &str) -> bool {
    let extension = extension(path);
    extension
        .strip_prefix('.')
        .is_some_and(|extension| SQL_EXTENSIONS.iter().any(|sql| sql.eq_ignore_ascii_case(extension)))
}

/// Whether it lies below a folder with tests.
pub(crate) fn is_test(path: &str) -> bool {
    folders(path).any(|folder| TEST_FOLDERS.contains(&folder))
}

/// Whether it prepares a test folder: `_setup.sql` or `_setup.psql`.
pub(crate) fn is_fixture(path: &str) -> bool {
    let name = name(path);
    ["_setup.sql", "_setup.psql"].iter().any(|fixture| fixture.eq_ignore_ascii_case(name))
}

/// How far a test's folder lies below the first folder of tests: that one has 0.
pub(super) fn test_depth(directory: &str) -> usize {
    let parts: Vec<&str> = directory.trim_end_matches('/').split('/').collect();
    let first = parts.iter().position(|part| TEST_FOLDERS.contains(part)).unwrap_or_default();
    parts.len() - 1 - first
}

/// Whether a folder's name is reserved. Right below a folder of tests any name is taken, as projects have them there.
pub(super) fn is_reserved(name: &str, within: &str) -> bool {
    let looks = name.len() > 4 && name.starts_with("__") && name.ends_with("__");
    looks && !TEST_FOLDERS.contains(&name) && !TEST_FOLDERS.contains(&within)
}

/// Whether a file or folder of that name is passed over.
pub(super) fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "node_modules" | "__pycache__")
}

fn folders(path: &str) -> impl Iterator<Item = &str> {
    directory(path).split('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_is_letters_and_digits_behind_the_last_dot() {
        let cases = [
            ("./a.tar.gz", ".gz", false),
            ("./001.SQL", ".SQL", true),
            ("./x.sql~", "", false),
            ("./n.", "", false),
            ("./x.sql.bak", ".bak", false),
            ("./a b.sql", ".sql", true),
            ("./é.PlPgSql", ".PlPgSql", true),
            ("./a.b/README", "", false),
        ];
        for (path, wanted, sql) in cases {
            assert_eq!((extension(path), is_sql(path)), (wanted, sql), "{path}");
        }
    }

    #[test]
    fn a_path_has_the_parts_that_the_tables_show() {
        let path = "./a/b c/d.sql";
        assert_eq!((name(path), directory(path), depth(path), parent(path)), ("d.sql", "./a/b c/", 2, Some("b c")));
        let top = "./d.sql";
        assert_eq!((name(top), directory(top), depth(top), parent(top)), ("d.sql", "./", 0, None));
    }

    #[test]
    fn a_path_is_trimmed_and_has_forward_slashes() {
        assert_eq!(normalised("./a\\b.sql ").unwrap(), "./a/b.sql");
        assert_eq!(normalised(".//a///b").unwrap(), "./a/b");
        assert_eq!(normalised("./__test__/a\\b.sql ").unwrap(), "./__test__/a\\b.sql ");
        for wrong in ["a.sql", "/a", "./", "./a/", "./../a", "./a/./b", "./a/..", "./a\0"] {
            assert!(normalised(wrong).is_err(), "{wrong}");
        }
        assert!(normalised(&format!("./{}x", "a/".repeat(100))).is_ok());
        assert!(normalised(&format!("./{}x", "a/".repeat(101))).is_err());
    }

    #[test]
    fn a_test_folder_counts_its_depth_from_the_first_one() {
        assert_eq!(test_depth("./__test__/"), 0);
        assert_eq!(test_depth("./a/__tests__/b/__test__/"), 2);
        assert!(is_test("./a/__test__/x.sql") && !is_test("./__Test__/x.sql") && !is_test("./__test__"));
        assert!(is_fixture("./_SETUP.psql") && !is_fixture("./_setup.ddl") && !is_fixture("./_teardown.sql"));
        assert!(is_reserved("__x__", "a") && !is_reserved("__x__", "__test__") && !is_reserved("____", "a"));
    }
}
