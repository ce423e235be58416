//! `typeferry export`: from an endpoint to two modules.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum};
use indicatif::ProgressBar;
use typeferry::export::{
    ContractReport, Export, ExportError, OnConflict, Progress, ReadMode, Report, find_database, find_schemas, label,
};
use typeferry::module::{ModuleName, Planner};
use typeferry::source::{DataSource, Database, SchemaName};
use typeferry_base::terminal::one_line;

use super::failure::Failure;
use super::output::{self, Format, Output};
use super::owned::OwnedArgs;
use super::peer::{META_EXTENSION, PeerArgs, is_of};
use super::source::{Opened, SourceArgs};
use super::summary::summary;
use super::workspace::{Target, note_of_lacking};
use super::{author, interrupt, prompt};

/// `export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The database, by name or id
    #[arg(long, value_name = "NAME|UUID", aliases = ["database_ids", "database-ids"])]
    database: Option<String>,
    /// The schemas whose names lose the platform's prefix; all of them if none is named
    #[arg(long = "schema", value_name = "NAME", num_args = 1.., value_delimiter = ',', aliases = ["schema_names", "schema-names"])]
    schemas: Vec<String>,
    /// The name of the module with the migrations
    #[arg(long, value_name = "NAME", alias = "extensionName")]
    extension_name: Option<String>,
    /// The name of the module with the metadata [default: svc]
    #[arg(long, value_name = "NAME", alias = "metaExtensionName")]
    meta_extension_name: Option<String>,
    /// Who is named in the plans, for changes that a plan does not have yet; the program by default
    #[arg(long, value_name = "NAME <EMAIL>")]
    author: Option<String>,
    /// A module or PostgreSQL extension that the migrations need (citext, …); may be repeated
    #[arg(long = "requires", value_name = "NAME", value_delimiter = ',')]
    requires: Vec<String>,
    /// A category of migrations to leave out; may be repeated. Where the migrations come without a category, nothing is
    /// exported, and the exit code is 2
    #[arg(
        long = "exclude-category",
        value_name = "CATEGORY",
        value_delimiter = ',',
        aliases = ["exclude-categories", "excludeCategories"],
    )]
    excluded_categories: Vec<String>,
    /// The folder that the modules' folders are put into; `packages/` of the workspace around by default
    #[arg(long, value_name = "DIR", visible_alias = "output")]
    out: Option<PathBuf>,
    /// What deploying does with a row that is there already, found by its primary key. Reverting deletes every exported
    /// row, also one that was there before
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = Conflicts::Error)]
    on_conflict: Conflicts,
    /// Export the metadata alone, and leave the migrations of an earlier export as they are
    #[arg(long)]
    metadata_only: bool,
    #[command(flatten)]
    owned: OwnedArgs,
    #[command(flatten)]
    peer: PeerArgs,
    /// Read until two readings in a row have the same rows in every table and the same migrations, N times at the most;
    /// else nothing is written, and the exit code is 5. A database (--database-url) is of one moment, and read once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=20))]
    settle: Option<u32>,
    /// Take over the tables that an export into the same folder had read whole when it was cut off, where the endpoint
    /// counts as many rows of them as then; rows that changed since with the count unchanged are not noticed. Where this
    /// export fails, the tables that it had read whole are kept for the next one with --resume
    #[arg(long, conflicts_with_all = ["settle", "dry_run"])]
    resume: bool,
    /// Read and write everything, and leave the modules as they are
    #[arg(long)]
    dry_run: bool,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// `--on-conflict`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Conflicts {
    /// Fail
    Error,
    /// Leave it as it is
    Nothing,
    /// Set the columns that differ from the exported row's, in any bit; an equal row is not touched
    Update,
}

impl From<Conflicts> for OnConflict {
    fn from(conflicts: Conflicts) -> Self {
        match conflicts {
            Conflicts::Error => Self::Error,
            Conflicts::Nothing => Self::Nothing,
            Conflicts::Update => Self::Update,
        }
    }
}

/// What is known of an export before anything is asked.
struct Told {
    planner: Planner,
    /// The names of both modules, if both are given.
    names: Option<(ModuleName, ModuleName)>,
}

/// Exports, and says what was written.
pub(crate) fn run(args: &ExportArgs, output: &Output) -> Result<(), Failure> {
    // What the command line alone can get wrong comes before anything is asked.
    args.peer.check()?;
    let told = args.told()?;
    let target = Target::find(args.out.as_deref(), args.peer.cwd())?;
    interrupt::staging_in(&target.out);
    let began = Instant::now();
    let Opened { mut source, takes, contract } = args.source.open(args.database.as_deref())?;
    let opened = began.elapsed();
    let mut export = args.choose(source.as_mut(), told, contract, &target)?;
    let mut report = stage_and_swap(&mut export, source.as_mut(), &target, output, args.owned)?;
    source.close().map_err(ExportError::from)?;
    // Where somebody is asked, the time until the answer is not the export's.
    let asked = prompt::somebody_is_there();
    report.seconds = if asked { report.seconds + opened.as_secs_f64() } else { began.elapsed().as_secs_f64() };
    for excluded in report.excluded.iter().filter(|excluded| excluded.changes == 0) {
        output::note(&format!("note: no change is of the category `{}` (--exclude-category)", excluded.category));
    }
    if args.settle.is_some() && report.readings == 1 {
        output::note("note: a database is read as it is at one moment: one reading has settled (--settle)");
    }
    if let Some(note) = note_of_lacking(&report) {
        output::note(&note);
    }
    output.result(&summary(&report, takes), &report);
    Ok(())
}

/// Runs what was chosen.
pub(crate) fn stage_and_swap(
    export: &mut Export,
    source: &mut dyn DataSource,
    target: &Target,
    output: &Output,
    owned: OwnedArgs,
) -> Result<Report, Failure> {
    OwnedArgs::ask_to_adopt(export)?;
    for folder in staged_in(export) {
        interrupt::staging_in(&folder);
    }
    let spinner = output.spinner();
    let staged = export.stage(source, &mut Spinner(spinner.clone()));
    spinner.finish_and_clear();
    // Held: what failed because an interrupt removed it is no failure of its own.
    let mut staged = interrupt::uninterrupted(|| staged)?;
    owned.overwrite(&mut staged, export.dry_run)?;
    interrupt::uninterrupted(|| {
        let report = staged.swap_in()?;
        let made = if export.dry_run { None } else { target.make()? };
        if let Some(path) = made {
            output::note(&format!("made the workspace file {}", path.display()));
        }
        Ok(report)
    })
}

/// The folders in which the modules are staged: beside each, also where a link leads to it.
fn staged_in(export: &Export) -> Vec<PathBuf> {
    if export.dry_run {
        return vec![std::env::temp_dir()];
    }
    let targets = [&export.extension, &export.meta_extension].map(|name| export.out.join(name.as_str()));
    // A target that is not there yet is no link.
    let linked = targets.iter().filter_map(|target| Some(target.canonicalize().ok()?.parent()?.to_owned()));
    std::iter::once(export.out.clone()).chain(linked).collect()
}

impl ExportArgs {
    /// What to export: from the flags, else asked.
    fn choose(
        &self,
        source: &mut dyn DataSource,
        Told { planner, names }: Told,
        contract: ContractReport,
        target: &Target,
    ) -> Result<Export, Failure> {
        let database = self.choose_database(source)?;
        let schemas = source.schemas(database.id).map_err(ExportError::from)?;
        let schemas = self.choose_schemas(&schemas)?;
        let (extension, meta_extension) = names.map_or_else(|| self.ask_names(&label(&database)), Ok)?;
        if self.meta_extension_name.is_none() {
            is_of(&database, &target.out.join(meta_extension.as_str()))?;
        }
        Ok(Export {
            contract,
            database,
            schemas,
            requires: self.requires.clone(),
            excluded_categories: self.excluded_categories.clone(),
            extension,
            meta_extension,
            planner,
            out: target.out.clone(),
            on_conflict: self.on_conflict.into(),
            adopt: self.owned.adopt,
            metadata_only: self.metadata_only,
            reading: self.read_mode(),
            dry_run: self.dry_run,
        })
    }

    fn read_mode(&self) -> ReadMode {
        match self.settle {
            Some(most) => ReadMode::Settle(most),
            None if self.resume => ReadMode::Resume,
            None => ReadMode::Once,
        }
    }

    fn told(&self) -> Result<Told, Failure> {
        self.source.place()?;
        let (planner, names) = (author::author(self.author.as_deref())?, self.names_from_flags()?);
        if self.database.is_none() && !prompt::somebody_is_there() {
            return prompt::missing("--database");
        }
        Ok(Told { planner, names })
    }

    /// Both names, if both are given: then they are checked before anything is asked for.
    fn names_from_flags(&self) -> Result<Option<(ModuleName, ModuleName)>, Failure> {
        match (&self.extension_name, &self.meta_extension_name) {
            (Some(name), Some(meta)) => module_names(name, meta).map(Some),
            _ if prompt::somebody_is_there() => Ok(None),
            (Some(name), None) => module_names(name, META_EXTENSION).map(Some),
            (None, _) => prompt::missing("--extension-name"),
        }
    }

    fn ask_names(&self, database: &str) -> Result<(ModuleName, ModuleName), Failure> {
        let name = match &self.extension_name {
            Some(name) => name.clone(),
            None => prompt::text("Name of the module with the migrations", "--extension-name", database)?,
        };
        let meta = if let Some(name) = &self.meta_extension_name {
            name.clone()
        } else {
            prompt::text("Name of the module with the metadata", "--meta-extension-name", META_EXTENSION)?
        };
        module_names(&name, &meta)
    }

    fn choose_database(&self, source: &mut dyn DataSource) -> Result<Database, Failure> {
        let databases = source.databases().map_err(ExportError::from)?;
        if let Some(name) = &self.database {
            return Ok(find_database(&databases, name)?);
        }
        if databases.is_empty() {
            return Err(Failure::usage(
                "no database is to be seen there: ask for a token, or a role, that may read them",
            ));
        }
        let labels: Vec<_> = databases.iter().map(label).collect();
        let chosen = prompt::one_of("Which database?", "--database", &labels)?;
        databases.get(chosen).cloned().ok_or_else(|| Failure::usage("no database was chosen"))
    }

    fn choose_schemas(&self, schemas: &[SchemaName]) -> Result<Vec<SchemaName>, Failure> {
        if !self.schemas.is_empty() || schemas.is_empty() || !prompt::somebody_is_there() {
            return Ok(find_schemas(schemas, &self.schemas)?);
        }
        let labels: Vec<_> = schemas.iter().map(|schema| schema.name.clone()).collect();
        let chosen = prompt::some_of("Schemas whose names are rewritten", "--schema", &labels)?;
        Ok(chosen.into_iter().filter_map(|index| schemas.get(index).cloned()).collect())
    }
}

/// The names of both modules: with one name, the second would replace the first.
fn module_names(name: &str, meta: &str) -> Result<(ModuleName, ModuleName), Failure> {
    if name == meta {
        let message =
            format!("--extension-name and --meta-extension-name are both `{name}`: give them different names");
        return Err(Failure::usage(message));
    }
    Ok((ModuleName::new(name)?, ModuleName::new(meta)?))
}

/// A line that moves with the rows.
pub(crate) struct Spinner(pub(crate) ProgressBar);

impl Progress for Spinner {
    fn counted(&mut self, rows: u64) {
        self.0.set_length(self.0.length().unwrap_or_default() + rows);
    }

    fn row(&mut self, table: &str, rows: u64) {
        if rows.is_multiple_of(100) {
            self.0.set_position(rows);
            self.0.set_message(one_line(table).into_owned());
        }
    }
}
