//! Which contract an endpoint fits, and how its tables are read then: by the code that was generated for the contract, or
//! by a model that is built while the program runs.

use std::collections::BTreeSet;

use typeferry::contracts::ApiContract;
use typeferry::export::ContractReport;
use typeferry::row::{TableQuery, Tenancy, adapted};
use typeferry_base::{count, did_you_mean, nearest};
use typeferry_client::blocking::Endpoint;
use typeferry_codegen::config::DerivedRule;
use typeferry_codegen::drift::{Difference, Kind, OnBuild, OnProgram, Report};
use typeferry_codegen::schema::Schema;
use typeferry_contract::{CompareError, Compared, Compiled};
use typeferry_introspection::{DriftError, Live};

use super::compat::{CompatArgs, OnDrift};
use super::missing;
use super::shown::some;
use crate::cli::cache::Cache;
use crate::cli::failure::Failure;

/// How an endpoint is read.
pub(crate) struct Fit {
    pub(crate) queries: Vec<TableQuery>,
    /// The tables that are made of others' rows, each with the module that creates it.
    pub(crate) rules: Vec<(DerivedRule, Option<String>)>,
    pub(crate) report: ContractReport,
}

/// A contract that was held against an endpoint.
struct Held {
    contract: ApiContract,
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
    let cache = Cache::of_environment();
    let mut live = Live::new(endpoint, &cache);
    let (first, more) = args.candidates()?;
    let mut held = match best(args, &mut live, first.clone(), more) {
        Err(error) if args.on_drift.goes_on_untold(&error) => unchecked(args, first, &error)?,
        held => held?,
    };
    held.check_accepted(args)?;
    let queries = match args.on_drift {
        OnDrift::Fail => held.as_compiled(args, endpoint)?,
        OnDrift::Auto if held.lost().is_empty() => held.as_compiled(args, endpoint)?,
        OnDrift::Auto => {
            let assumed = held.compiled.assumed();
            held.notes.extend(missing::refuse(args, &held.contract.name, endpoint.url(), &held.differences, &assumed)?);
            held.as_served(args, &mut live)?
        }
        OnDrift::Adapt => held.as_served(args, &mut live)?,
    };
    let adapted = args.on_drift != OnDrift::Fail && !held.lost().is_empty();
    let schemas = held.compiled.schemas();
    let rules = held.compiled.derived();
    let Held { contract, differences, notes, .. } = held;
    let queries = known_first(queries, &schemas);
    let report = ContractReport { name: contract.name, schemas, adapted, differences, notes };
    Ok(Fit { queries, rules, report })
}

/// The tables of the schemas that the contract knows come first, as they do from a database that shows more of them;
/// unless the rows of one are reached by those of another.
fn known_first(queries: Vec<TableQuery>, schemas: &[String]) -> Vec<TableQuery> {
    let is_known = |query: &TableQuery| schemas.iter().any(|schema| *schema == query.table.schema);
    let reaches_beyond = |query: &TableQuery| match &query.tenancy {
        Tenancy::Keys(source) => !schemas.iter().any(|schema| *schema == source.schema),
        Tenancy::All | Tenancy::Tenant(_) => false,
    };
    if queries.iter().any(reaches_beyond) {
        return queries;
    }
    let (known, beyond): (Vec<_>, Vec<_>) = queries.into_iter().partition(is_known);
    known.into_iter().chain(beyond).collect()
}

/// The latest contract of which the endpoint has every schema; else the one of which it lacks the fewest.
fn best(
    args: &CompatArgs,
    live: &mut Live<'_>,
    first: ApiContract,
    more: Vec<ApiContract>,
) -> Result<Held, DriftError> {
    let mut best = Held::of(first, args, live);
    for contract in more {
        best = match best {
            // What cannot be held against the endpoint at all fits no better.
            Ok(held) if held.schemas_gone() > 0 => match Held::of(contract, args, live) {
                Ok(other) if other.schemas_gone() < held.schemas_gone() => Ok(other),
                _ => Ok(held),
            },
            Err(error @ DriftError::AnotherApi { .. }) => Held::of(contract, args, live).map_err(|_| error),
            decided => return decided,
        };
    }
    best
}

/// What counts where the endpoint does not tell its schema: the first contract. The server still refuses what it does not
/// have; what is new there is not seen.
fn unchecked(args: &CompatArgs, contract: ApiContract, error: &DriftError) -> Result<Held, DriftError> {
    let notes = vec![format!("whether the endpoint has more than the contract is not known: {error}")];
    let compiled = compiled(args, &contract)?;
    Ok(Held { contract, compiled, differences: Vec::new(), notes })
}

/// A contract as the command line has it.
///
/// # Errors
/// A text of it does not read.
pub(crate) fn compiled(args: &CompatArgs, contract: &ApiContract) -> Result<Compiled, CompareError> {
    let (names, reason) = args.left_out();
    let compiled = Compiled::read(contract.texts.clone())?.without(names, reason).alone(!contract.reaches_beyond());
    Ok(compiled.omitting_current_times(args.omit_defaulted_timestamps))
}

impl Held {
    fn of(contract: ApiContract, args: &CompatArgs, live: &mut Live<'_>) -> Result<Self, DriftError> {
        let compiled = compiled(args, &contract)?;
        let Compared { differences, notes } = live.check(&compiled)?;
        Ok(Self { contract, compiled, differences, notes })
    }

    /// The differences that the generated code would fail at, or lose something by. What the build would only warn of is
    /// read until a row shows it: that row is named.
    fn lost(&self) -> Vec<Difference> {
        let in_the_way = |one: &&Difference| one.program() != OnProgram::Nothing && one.build() == OnBuild::Stops;
        self.differences.iter().filter(in_the_way).cloned().collect()
    }

    /// How many schemas of the contract the endpoint has no table of.
    fn schemas_gone(&self) -> usize {
        let gone = |one: &Difference| matches!(one.kind, Kind::TableGone | Kind::TableMoved);
        let gone = self.differences.iter().filter(|one| gone(one)).filter_map(|one| one.table.before.as_ref());
        let gone: BTreeSet<_> = gone.map(|table| table.postgres.as_str()).collect();
        let tables = self.compiled.tables();
        let is_there = |schema: &str| {
            let of = |table: &&String| table.split_once('.').is_some_and(|(own, _)| own == schema);
            tables.iter().filter(of).any(|table| !gone.contains(table.as_str()))
        };
        self.compiled.schemas().iter().filter(|schema| !is_there(schema)).count()
    }

    /// A name that neither the contract nor the endpoint has is a slip.
    fn check_accepted(&self, args: &CompatArgs) -> Result<(), Failure> {
        let known = self.compiled.names();
        let covers = |pattern: &&String| known.iter().any(|name| CompatArgs::covers(pattern, name));
        match args.accept_missing.iter().find(|pattern| !covers(pattern)) {
            None => Ok(()),
            Some(name) => {
                let near = did_you_mean(nearest(name, known.iter().map(String::as_str)));
                let contract = &self.contract.name;
                Err(Failure::usage(format!("--accept-missing names `{name}`, which {contract} does not have{near}")))
            }
        }
    }

    /// By what was generated, where nothing would be lost; by a model of the contract where nothing was.
    fn as_compiled(&mut self, args: &CompatArgs, endpoint: &Endpoint) -> Result<Vec<TableQuery>, Failure> {
        let lost = self.lost();
        if !lost.is_empty() {
            return Err(refused(
                endpoint.url(),
                &self.contract.name,
                &lost,
                "--on-drift auto exports everything that the endpoint has; `typeferry drift` says what each difference does",
            ));
        }
        match self.contract.tables {
            Some(tables) if args.leave_out.is_empty() && !args.omit_defaulted_timestamps => {
                Ok(tables.iter().map(|query| (*query).clone()).collect())
            }
            _ => modelled(&self.compiled, &self.compiled.schema, args.strict).map(|modelled| modelled.queries),
        }
    }

    /// By a model of the endpoint, unless it is what was compiled in.
    fn as_served(&mut self, args: &CompatArgs, live: &mut Live<'_>) -> Result<Vec<TableQuery>, Failure> {
        if self.differences.is_empty() {
            return self.as_compiled(args, live.endpoint());
        }
        let Modelled { queries, without_tenant } =
            modelled(&self.compiled, &live.schema(&self.compiled)?, args.strict)?;
        self.notes.extend(without_way(&without_tenant));
        Ok(queries)
    }
}

/// Tables of a schema as a model of it has them.
pub(crate) struct Modelled {
    pub(crate) queries: Vec<TableQuery>,
    /// The tables (`schema.table`) that hold no rows of a tenant.
    pub(crate) without_tenant: Vec<String>,
}

/// The queries of a schema's tables, as a model of it has them; a table without a way to a tenant is left out, unless
/// that is `strict`ly refused.
///
/// # Errors
/// A table or column that cannot be read; the message names each.
pub(crate) fn modelled(compiled: &Compiled, schema: &Schema, strict: bool) -> Result<Modelled, Failure> {
    let without_tenant = compiled.without_tenant(schema);
    if let Some(message) = strictly_refused(&without_tenant, strict) {
        return Err(Failure::different(message));
    }
    let readable = compiled.readable(schema, &without_tenant).map_err(|error| {
        Failure::different(format!("{error}\n--leave-out NAME exports the rest without a table or column"))
    })?;
    let enums = &readable.model.enums;
    let queries = readable.readings().map(|reading| adapted(&reading, enums)).collect();
    Ok(Modelled { queries, without_tenant })
}

/// What `--strict` says of tables without a way to a tenant, where there are some.
pub(crate) fn strictly_refused(tables: &[String], strict: bool) -> Option<String> {
    (strict && !tables.is_empty()).then(|| {
        format!(
            "no way leads from these tables to a tenant, and --strict refuses that: {}\n--leave-out NAME exports the \
             rest without one",
            tables.join(", ")
        )
    })
}

/// The line that names the tables without a way to a tenant.
pub(crate) fn without_way(tables: &[String]) -> Option<String> {
    (!tables.is_empty()).then(|| {
        format!(
            "left out, since no way leads to a tenant: {} ({}; --strict refuses and names all)",
            count(tables.len(), "table"),
            some(tables)
        )
    })
}

/// The differences, for people: a line each.
pub(crate) fn said(contract: &str, url: &str, differences: &[Difference]) -> String {
    Report { before: contract, after: url, differences }.brief().trim_end().to_owned()
}

/// An endpoint that is not read, for it differs too much; `next` is what can be done.
pub(crate) fn refused(url: &str, contract: &str, differences: &[Difference], next: &str) -> Failure {
    let said = said(contract, url, differences);
    Failure::different(format!("{url} is not what {contract} says, and nothing was read\n{said}\n{next}"))
}
