//! A contract in a folder of a test's own, and what a person does in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use typeferry_codegen::drift::{Format, Report};
use typeferry_contract::{Compiled, ContractDir, QueriesOptions, WriteMode, write_queries};

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A folder that goes with its value.
pub(crate) struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The contract of the generator's drift corpus.
pub(crate) fn fields() -> Folder {
    Folder::of("../codegen/tests/drift/base")
}

/// The same, with every document by hand.
pub(crate) fn fields_by_hand() -> Folder {
    let folder = fields();
    for name in ["database", "field", "table"] {
        let file = format!("queries/app/{name}.graphql");
        let text = folder.text(&file);
        folder.write(&file, &format!("# by hand\n{text}"));
    }
    folder
}

/// The example of the README, one of whose documents is by hand.
pub(crate) fn blog() -> Folder {
    Folder::of("../examples/blog")
}

impl Folder {
    fn of(contract: &str) -> Self {
        let name = format!("typeferry-remedies-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = Self(std::env::temp_dir().join(name));
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(contract);
        for file in ["schema.graphql", "typeferry.toml"] {
            folder.write(file, &fs::read_to_string(from.join(file)).unwrap());
        }
        copy(&from.join("queries"), &folder.0.join("queries"));
        folder
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn delete(&self, file: &str) {
        fs::remove_file(self.path(file)).unwrap();
    }

    pub(crate) fn replace(&self, file: &str, old: &str, new: &str) {
        let text = self.text(file);
        assert!(text.contains(old), "{file} has no {old}");
        self.write(file, &text.replacen(old, new, 1));
    }

    pub(crate) fn append(&self, file: &str, more: &str) {
        self.write(file, &(self.text(file) + more));
    }

    /// `typeferry queries --accept`.
    pub(crate) fn accept(&self) {
        let outcome = self.queries(true, WriteMode::Write);
        outcome.unwrap_or_else(|error| panic!("queries --accept: {error}"));
    }

    /// `typeferry queries --accept`, where it says something.
    pub(crate) fn refused(&self) -> String {
        self.queries(true, WriteMode::DryRun).unwrap_err()
    }

    fn queries(&self, accept: bool, mode: WriteMode) -> Result<bool, String> {
        let options = QueriesOptions { dir: self.0.clone(), accept, mode };
        write_queries(&options).map(|outcome| outcome.differs).map_err(|error| error.to_string())
    }

    /// What the build says: each finding on a line, paths below the folder.
    pub(crate) fn build(&self) -> String {
        let found = match ContractDir::new(&self.0).read().unwrap().generate("rt") {
            Ok(generated) => generated.warnings,
            Err(errors) => errors,
        };
        let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
        self.below(&lines.join("\n"))
    }

    fn below(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.0.display()), "")
    }

    /// `typeferry drift` of the contract against a schema file, or why not.
    pub(crate) fn drift(&self, after: &str) -> Result<String, String> {
        self.write("after.graphql", after);
        let contract = ContractDir::of_schema(&self.path("schema.graphql")).unwrap();
        let (before, after) = (contract.schema.name().to_owned(), self.path("after.graphql"));
        let compared = Compiled::read(contract).and_then(|contract| contract.compare_file(&after));
        let differences = &compared.map_err(|error| self.below(&error.to_string()))?.differences;
        let report = Report { before: &before, after: &after.display().to_string(), differences };
        Ok(self.below(&report.render(Format::Text)))
    }

    /// The build is content, and `queries` has nothing to do.
    pub(crate) fn is_content(&self) {
        assert_eq!(self.build(), "");
        assert_eq!(self.queries(false, WriteMode::Check), Ok(false), "queries --check");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}
