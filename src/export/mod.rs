//! The export: rows and changes of a source to the two modules of a database, whole or not at all.

mod changes;
mod columns;
mod error;
mod literals;
mod metadata;
mod naming;
mod references;
mod report;
mod resume;
mod settle;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub(crate) use changes::SqlChange;
pub use columns::OnConflict;
pub(crate) use columns::ScriptColumns;
pub use error::ExportError;
pub(crate) use literals::RowLiterals;
pub use naming::NotRenamed;
pub use references::{MOST_KEYS, OutsideReference};
pub use report::{ContractReport, ExcludedCategory, ModuleReport, NotWritten, ReadAnew, Report, Resumed, TakenOver};
use resume::{AtHand, Resuming};
pub use settle::Movement;
use settle::TableHashes;

use crate::module::{
    Content, Edited, Leftover, Manifest, ModuleError, ModuleName, ModuleSpec, ModuleWriter, Origin, Place, Planner,
    ReadError, Renames, SchemaRename, Staged, TableEntry, is_another_tools, new_schema_name, staging_mark, swap_in,
};
use crate::row::{TableDef, Uuid};
use crate::source::{Actions, DataSource, Database, Limit, SchemaName};

/// What to export, and where to.
#[derive(Debug)]
pub struct Export {
    /// The contract that the source is read by.
    pub contract: ContractReport,
    /// The database.
    pub database: Database,
    /// The schemas whose names are rewritten.
    pub schemas: Vec<SchemaName>,
    /// The modules and extensions that the database module requires.
    pub requires: Vec<String>,
    /// The categories of changes that are left out.
    pub excluded_categories: Vec<String>,
    /// The name of the database module: the changes.
    pub extension: ModuleName,
    /// The name of the service module: the metadata.
    pub meta_extension: ModuleName,
    /// Named on the lines of the plans; a change that a plan has already keeps its own.
    pub planner: Planner,
    /// The folder that the modules' folders are put into.
    pub out: PathBuf,
    /// What deploying the service module does with a row that is there already.
    pub on_conflict: OnConflict,
    /// Takes over modules that another tool wrote.
    pub adopt: bool,
    /// Leaves the changes out, and the module that has them as it is.
    pub metadata_only: bool,
    /// How the source is read.
    pub reading: ReadMode,
    /// Reads and writes everything, and swaps nothing in.
    pub dry_run: bool,
}

/// How a source is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadMode {
    /// Once.
    Once,
    /// Once, but for the tables that an export has staged which was cut off, where the source counts as many rows.
    Resume,
    /// Until two readings in a row are the same, so often at the most.
    Settle(u32),
}

/// Told how far an export has come.
pub trait Progress {
    /// So many rows are going to come, beside those that were counted before.
    fn counted(&mut self, _rows: u64) {}

    /// So many rows have been written, the last of this table.
    fn row(&mut self, table: &str, rows: u64);
}

/// The database of a list by its name or its key.
///
/// # Errors
/// None or more than one; the error lists what there is.
pub fn find_database(databases: &[Database], wanted: &str) -> Result<Database, ExportError> {
    let key = Uuid::try_parse(wanted).ok();
    let is = |database: &Database| database.name.as_deref() == Some(wanted) || Some(database.id) == key;
    let known = || databases.iter().map(label).collect::<Vec<_>>();
    let mut found = databases.iter().filter(|database| is(database));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.clone()),
        (None, _) => Err(ExportError::UnknownDatabase { name: wanted.to_owned(), known: known() }),
        (Some(first), Some(second)) => Err(ExportError::AmbiguousDatabase {
            name: wanted.to_owned(),
            keys: [first, second].map(|database| database.id.to_string()).to_vec(),
        }),
    }
}

/// A database as a person picks it: its name, or its key where it has none.
pub fn label(database: &Database) -> String {
    database.name.clone().unwrap_or_else(|| database.id.to_string())
}

/// The schemas of a database by their names, in either naming and each once; all of them where none is named.
///
/// # Errors
/// A name that no schema has; the error lists what there is.
pub fn find_schemas(schemas: &[SchemaName], wanted: &[String]) -> Result<Vec<SchemaName>, ExportError> {
    if wanted.is_empty() {
        return Ok(schemas.to_vec());
    }
    let find = |name: &String| {
        let found = schemas.iter().find(|schema| schema.name == *name || schema.schema_name == *name);
        found.cloned().ok_or_else(|| ExportError::UnknownSchema {
            name: name.clone(),
            known: schemas.iter().map(|schema| schema.name.clone()).collect(),
        })
    };
    let mut found: Vec<SchemaName> = Vec::new();
    for schema in wanted.iter().map(find) {
        let schema = schema?;
        if !found.contains(&schema) {
            found.push(schema);
        }
    }
    Ok(found)
}

impl Export {
    /// Reads everything once, and writes both modules beside their targets.
    fn read(&self, source: &mut dyn DataSource, progress: &mut dyn Progress) -> Result<StagedExport, ExportError> {
        let scratch = if self.dry_run { Some(scratch()?) } else { None };
        let scratch = scratch.as_ref().map(tempfile::TempDir::path);
        let renames = self.origin().renames()?;
        if !self.excluded_categories.is_empty() && !source.tells_categories()? {
            return Err(ExportError::NoCategories);
        }
        let stale = self.stale_changes(source)?;
        let resuming = Resuming::begin(self, source)?;
        source.read_ahead(self.database.id, (!self.metadata_only).then_some(self.excluded_categories.as_slice()));
        let (service, rows) = self.metadata(source, progress, &renames, scratch, resuming)?;
        let migrations = self.changes(source, &renames, scratch)?;
        let hashes = TableHashes::new(&rows.tables, migrations.as_ref().map(|changes| changes.sha256.as_str()));
        let traffic = source.traffic();
        let (resumed, leftover) = rows.at_hand.map(AtHand::finish).unzip();
        let report = Report {
            database: label(&self.database),
            contract: self.contract.clone(),
            service: self.module(&self.meta_extension, &service, rows.tables),
            changes: migrations.as_ref().map(|changes| self.module(&self.extension, &changes.written, Vec::new())),
            not_written: rows.not_written,
            not_renamed: rows.not_renamed,
            outside: rows.outside,
            excluded: migrations.as_ref().map(|changes| changes.excluded.clone()).unwrap_or_default(),
            limits: rows.limits,
            requests: traffic.requests,
            retries: traffic.retries,
            readings: 1,
            resumed,
            seconds: 0.0,
            dry_run: self.dry_run,
            metadata_only: self.metadata_only,
            stale,
        };
        let modules = [Some(service), migrations.map(|changes| changes.written)]
            .into_iter()
            .flatten()
            .map(|written| written.module)
            .collect();
        Ok(StagedExport { modules, report, hashes, leftover: leftover.flatten() })
    }

    fn metadata(
        &self,
        source: &mut dyn DataSource,
        progress: &mut dyn Progress,
        renames: &Renames,
        scratch: Option<&Path>,
        resuming: Resuming,
    ) -> Result<(Written, Rows), ExportError> {
        let known = source.tables(self.database.id)?;
        let comment = format!("The metadata of {}", label(&self.database));
        let writer = self.begin(&self.meta_extension, comment, Vec::new(), scratch)?;
        let known = (known.as_slice(), self.contract.schemas.as_slice());
        let arbiters = known.0.iter().map(|table| !source.has_key_without_arbiter(table)).collect();
        let conflicts = (self.on_conflict, arbiters);
        let mut sink = metadata::Metadata::new(known, writer, renames, conflicts, resuming, progress)?;
        let result = source.rows(self.database.id, &mut sink);
        let written = sink.finish(result)?;
        let metadata::WrittenRows { mut writer, tables, escaped, not_renamed, outside, limits, at_hand } = written;
        writer.require(modules(known.0, &tables))?;
        let mut manifest = Manifest::new(&self.contract.name, self.origin(), Content::Rows { tables: tables.clone() });
        manifest.escaped.clone_from(&escaped);
        let changes = tables.len() as u64;
        let not_written = columns::not_written(known.0, &tables);
        Ok((
            Written { module: writer.finish(manifest)?, changes, escaped },
            Rows { tables, not_written, not_renamed, outside, limits, at_hand },
        ))
    }

    /// The database module that stays as an earlier export of the database wrote it, where this one reads no changes.
    ///
    /// # Errors
    /// There is such a module, and nobody wants it to stay.
    fn stale_changes(&self, source: &mut dyn DataSource) -> Result<Option<PathBuf>, ExportError> {
        let path = self.out.join(self.extension.as_str());
        if (!self.metadata_only && source.serves_changes()?) || !self.has_changes(&path)? {
            return Ok(None);
        }
        if self.metadata_only { Ok(Some(path)) } else { Err(ExportError::StaleChanges { path }) }
    }

    /// Whether a module's manifest says that it has the changes of the database.
    fn has_changes(&self, module: &Path) -> Result<bool, ExportError> {
        match Manifest::read(module) {
            Ok(found) => Ok(matches!(found.content, Content::Changes(_)) && found.source.database == self.database.id),
            // Such as a module of another tool, or a manifest that git could not merge.
            Err(ReadError::NotAModule { .. } | ReadError::Manifest { .. } | ReadError::Format { .. }) => Ok(false),
            Err(error) => Err(ModuleError::from(error).into()),
        }
    }

    /// The database module; `None` where the source has no changes, or none are wanted.
    fn changes(
        &self,
        source: &mut dyn DataSource,
        renames: &Renames,
        scratch: Option<&Path>,
    ) -> Result<Option<Migrations>, ExportError> {
        if self.metadata_only {
            return Ok(None);
        }
        let comment = format!("The database {}", label(&self.database));
        let writer = self.begin(&self.extension, comment, self.requires.clone(), scratch)?;
        let mut sink = changes::Changes::new(writer, &self.extension, renames, &self.excluded_categories);
        let result = source.actions(self.database.id, &self.excluded_categories, &mut sink);
        let changes::WrittenChanges { writer, actions, excluded, names } = sink.finish(result)?;
        let Actions::Given(changes) = actions else { return Ok(None) };
        let mut content = writer.script_changes();
        // In order, and each once.
        content.excluded_categories = excluded.iter().map(|excluded| excluded.category.clone()).collect();
        let sha256 = content.sha256.clone();
        let mut manifest = Manifest::new(&self.contract.name, self.origin(), Content::Changes(content));
        manifest.escaped.clone_from(names.escaped());
        let escaped = names.escaped().clone();
        let written = Written { module: writer.finish(manifest)?, changes, escaped };
        Ok(Some(Migrations { written, excluded, sha256 }))
    }

    fn origin(&self) -> Origin {
        let rename = |schema: &SchemaName| SchemaRename {
            name: schema.name.clone(),
            from: schema.schema_name.clone(),
            to: new_schema_name(self.extension.as_str(), &schema.name),
        };
        // Neither the order of the flags nor that of the source is any part of what was exported.
        let mut schemas: Vec<_> = self.schemas.iter().map(rename).collect();
        schemas.sort_by(|one, other| one.from.cmp(&other.from));
        Origin {
            database: self.database.id,
            name: self.database.name.clone(),
            extension: self.extension.as_str().to_owned(),
            schemas,
        }
    }

    fn begin(
        &self,
        name: &ModuleName,
        comment: String,
        requires: Vec<String>,
        scratch: Option<&Path>,
    ) -> Result<ModuleWriter, ExportError> {
        let spec = ModuleSpec { name: name.clone(), comment, requires, planner: self.planner.clone() };
        let place = Place { out_dir: &self.out, adopt: self.adopt, scratch };
        Ok(ModuleWriter::begin(spec, place)?)
    }

    /// The folders of modules that another tool wrote, which are replaced only where they are to be taken over.
    ///
    /// # Errors
    /// What is there is no module, or cannot be looked at.
    pub fn another_tools(&self) -> Result<Vec<PathBuf>, ExportError> {
        let mut found = Vec::new();
        for name in [&self.meta_extension, &self.extension] {
            let target = self.out.join(name.as_str());
            if is_another_tools(&target, name)? {
                found.push(target);
            }
        }
        Ok(found)
    }

    fn module(&self, name: &ModuleName, written: &Written, tables: Vec<TableEntry>) -> ModuleReport {
        let Written { module, changes, escaped } = written;
        ModuleReport {
            name: name.as_str().to_owned(),
            path: self.out.join(name.as_str()),
            changes: *changes,
            escaped: escaped.clone(),
            tables,
            adopted: module.adopts(),
            kept: module.kept().iter().map(|path| path.to_string_lossy().into_owned()).collect(),
            requires_added: module.requires_added().iter().map(ToString::to_string).collect(),
            overwritten: module.edits().to_vec(),
        }
    }
}

/// An export that is whole and not yet swapped in. Dropped, it leaves nothing.
#[derive(Debug)]
#[must_use]
pub struct StagedExport {
    modules: Vec<Staged>,
    report: Report,
    hashes: TableHashes,
    /// What was taken over came from there. It stays until the modules are in their places.
    leftover: Option<Leftover>,
}

impl StagedExport {
    /// What people changed in the files that are replaced. [`StagedExport::swap_in`] fails because of it, unless
    /// [`StagedExport::overwrite_edited`] comes before.
    pub fn edits(&self) -> Vec<(PathBuf, Edited)> {
        let modules = std::iter::once(&self.report.service).chain(&self.report.changes);
        let full = |module: &ModuleReport| {
            let edits = module.overwritten.iter();
            edits.map(|edit| (module.path.join(&edit.path), edit.what)).collect::<Vec<_>>()
        };
        modules.flat_map(full).collect()
    }

    /// Takes it that what people changed is to be overwritten.
    pub fn overwrite_edited(&mut self) {
        self.modules.iter_mut().for_each(Staged::overwrite_edited);
    }

    /// Swaps all modules in together, unless the export was only to be tried.
    ///
    /// # Errors
    /// People changed what is replaced, and nobody wants that to be overwritten; a folder cannot be moved. The old
    /// modules are then as they were.
    pub fn swap_in(self) -> Result<Report, ExportError> {
        if !self.report.dry_run {
            swap_in(self.modules)?;
            self.leftover.into_iter().for_each(Leftover::remove);
        }
        Ok(self.report)
    }
}

/// The modules that create the tables with rows.
fn modules(tables: &[TableDef], written: &[TableEntry]) -> Vec<String> {
    let has_rows =
        |table: &&TableDef| written.iter().any(|entry| entry.schema == table.schema && entry.table == table.name);
    let modules: BTreeSet<_> = tables.iter().filter(has_rows).filter_map(|table| table.module.as_deref()).collect();
    modules.into_iter().map(str::to_owned).collect()
}

/// What is reported of the rows in the service module.
struct Rows {
    tables: Vec<TableEntry>,
    not_written: Vec<NotWritten>,
    not_renamed: Vec<NotRenamed>,
    outside: Vec<OutsideReference>,
    limits: Vec<Limit>,
    at_hand: Option<AtHand>,
}

/// A module that is staged.
struct Written {
    module: Staged,
    changes: u64,
    escaped: BTreeMap<String, String>,
}

/// The database module, and what is reported of it.
struct Migrations {
    written: Written,
    excluded: Vec<ExcludedCategory>,
    sha256: String,
}

/// Called as staged modules are, so that an interrupted process finds its own.
fn scratch() -> Result<tempfile::TempDir, ExportError> {
    let path = std::env::temp_dir();
    let name = format!(".dry-run{}", staging_mark());
    tempfile::Builder::new().prefix(&name).tempdir_in(&path).map_err(|cause| ExportError::Scratch { path, cause })
}
