//! Which contract an endpoint fits, and how its tables are read then: by the code that was generated for the contract, or
//! by a model that is built while the program runs.

use typeferry::contracts::ContractVersion;
use typeferry::export::ContractReport;
use typeferry::row::TableQuery;
use typeferry_codegen::drift::{Difference, Format, Report};
use typeferry_codegen::schema::Schema;
use typeferry_contract::{Compiled, DriftError, Endpoint, Live};

use super::compat::{CompatArgs, OnDrift};
use crate::cli::failure::Failure;

/// The exit code of a source that differs from its contract.
const DRIFTED: u8 = 3;

/// How an endpoint is read.
pub(crate) struct Fit {
    pub(crate) queries: Vec<TableQuery>,
    pub(crate) report: ContractReport,
    /// Requests that it took to tell.
    pub(crate) requests: u64,
}

/// A contract that was held against an endpoint.
struct Held {
    version: &'static ContractVersion,
    compiled: Compiled,
    differences: Vec<Difference>,
    /// What else there is to say: why nothing was compared, where nothing was.
    notes: Vec<String>,
}

/// Holds the contracts that may count against the endpoint, and takes the one that fits best.
///
/// # Errors
/// The endpoint does not answer or serves another API; it differs where that is not wanted, or cannot be adapted to.
pub(crate) fn fit(args: &CompatArgs, endpoint: &Endpoint) -> Result<Fit, Failure> {
    let mut live = Live::new(endpoint);
    let held = match best(args, &mut live) {
        Err(error) if error.is_untold() && args.on_drift == OnDrift::Fail => unchecked(args, &error)?,
        held => held?,
    };
    let queries = match args.on_drift {
        OnDrift::Fail => held.as_compiled(args, endpoint)?,
        OnDrift::Adapt => held.as_served(args, &mut live, endpoint)?,
    };
    let adapted = args.on_drift == OnDrift::Adapt && !held.differences.is_empty();
    let Held { version, differences, notes, .. } = held;
    let report = ContractReport { name: version.name.into(), adapted, differences, notes };
    Ok(Fit { queries, report, requests: live.requests() })
}

/// The first contract by which nothing would be lost; else the one by which the least would be.
fn best(args: &CompatArgs, live: &mut Live<'_>) -> Result<Held, DriftError> {
    let (first, more) = args.candidates();
    let mut best = Held::of(first, args, live);
    for version in more {
        best = match best {
            // What cannot be held against the endpoint at all fits no better.
            Ok(held) if held.lost() > 0 => match Held::of(version, args, live) {
                Ok(other) if other.lost() < held.lost() => Ok(other),
                _ => Ok(held),
            },
            Err(error @ DriftError::AnotherApi { .. }) => Held::of(version, args, live).map_err(|_| error),
            decided => return decided,
        };
    }
    best
}

/// What counts where the endpoint does not tell its schema: the first contract. The server still refuses what it does not
/// have; what is new there is not seen.
fn unchecked(args: &CompatArgs, error: &DriftError) -> Result<Held, DriftError> {
    let notes = vec![format!("whether the endpoint has more than the contract is not known: {error}")];
    let (version, _) = args.candidates();
    let compiled = compiled(args, version)?;
    Ok(Held { version, compiled, differences: Vec::new(), notes })
}

/// A contract as the command line has it.
///
/// # Errors
/// A text of it does not read.
pub(crate) fn compiled(args: &CompatArgs, version: &ContractVersion) -> Result<Compiled, DriftError> {
    let (names, reason) = args.left_out();
    Ok(Compiled::read(version.texts())?.without(names, reason))
}

impl Held {
    fn of(version: &'static ContractVersion, args: &CompatArgs, live: &mut Live<'_>) -> Result<Self, DriftError> {
        let compiled = compiled(args, version)?;
        let checked = live.check(&compiled)?;
        Ok(Self { version, compiled, differences: checked.differences, notes: checked.notes })
    }

    /// How many differences would lose something unseen.
    fn lost(&self) -> usize {
        self.differences.iter().filter(|one| one.kind.loses()).count()
    }

    /// By what was generated, where nothing would be lost.
    fn as_compiled(&self, args: &CompatArgs, endpoint: &Endpoint) -> Result<Vec<TableQuery>, Failure> {
        if self.lost() > 0 {
            let said = said(self.version.name, endpoint.url(), &self.differences).unwrap_or_default();
            return Err(refused(&said, "--on-drift adapt exports everything that the endpoint has"));
        }
        let Some(tables) = self.version.tables else { return Err(self.not_generated(endpoint)) };
        if args.leave_out.is_empty() {
            return Ok(tables.iter().map(|query| (*query).clone()).collect());
        }
        modelled(&self.compiled, &self.compiled.schema)
    }

    /// By a model of the endpoint, unless it is what was compiled in.
    fn as_served(
        &self,
        args: &CompatArgs,
        live: &mut Live<'_>,
        endpoint: &Endpoint,
    ) -> Result<Vec<TableQuery>, Failure> {
        match self.version.tables {
            Some(_) if self.differences.is_empty() => self.as_compiled(args, endpoint),
            None if self.differences.is_empty() => modelled(&self.compiled, &self.compiled.schema),
            _ => modelled(&self.compiled, &live.schema()?),
        }
    }

    fn not_generated(&self, endpoint: &Endpoint) -> Failure {
        let ContractVersion { number, name, .. } = self.version;
        let message = format!(
            "{} serves contract {number} ({name}), and this program was built without its tables: nothing was read; \
             --on-drift adapt exports it by a model that is built while the program runs, and a program that is built \
             with `--features contract-{number}` has it compiled in",
            endpoint.url()
        );
        Failure { message, code: DRIFTED }
    }
}

/// The queries of a schema's tables, as a model of it has them.
///
/// # Errors
/// A table or column that cannot be read; the message names each.
pub(crate) fn modelled(compiled: &Compiled, schema: &Schema) -> Result<Vec<TableQuery>, Failure> {
    let readable = compiled.readable(schema).map_err(|error| Failure {
        message: format!("{error}\n--leave-out NAME exports the rest without a table or column"),
        code: DRIFTED,
    })?;
    let enums = &readable.model.enums;
    Ok(readable.readings().map(|reading| TableQuery::adapted(&reading, enums)).collect())
}

/// The differences, for people; `None` where there are none.
pub(crate) fn said(contract: &str, url: &str, differences: &[Difference]) -> Option<String> {
    let report = Report { before: contract, after: url, differences };
    (!differences.is_empty()).then(|| report.render(Format::Text).trim_end().to_owned())
}

/// An endpoint that is not read, for it differs too much; `next` is what else there is to say.
pub(crate) fn refused(said: &str, next: &str) -> Failure {
    Failure {
        message: format!("the endpoint is not what the contract says, and nothing was read\n{said}\n{next}"),
        code: DRIFTED,
    }
}

impl From<DriftError> for Failure {
    fn from(error: DriftError) -> Self {
        Self { message: error.to_string(), code: error.exit_code() }
    }
}
