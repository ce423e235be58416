//! How the changes are asked for: their contract held against the endpoint that serves them. Platforms serve them in more
//! than one shape, and what an export can do without is no reason to refuse one.

use typeferry::contracts::changes;
use typeferry::source::graphql::ActionsQuery;
use typeferry_client::blocking::Endpoint;
use typeferry_codegen::drift::{Difference, Kind, OnBuild, Severity};
use typeferry_contract::{Compared, Compiled};
use typeferry_introspection::Live;

use super::fit::{refused, said};
use crate::cli::cache::Cache;
use crate::cli::failure::Failure;

/// What can be done where the migrations cannot be read over the API.
const ELSEWHERE: &str = "read the migrations from the database with --database-url, or export the metadata alone, without \
                         --migrate-endpoint; a newer typeferry may know this API";

/// How an endpoint is asked for changes.
#[derive(Default)]
pub(crate) struct ChangesFit {
    pub(crate) query: ActionsQuery,
    /// What there is to say.
    pub(crate) notes: Vec<String>,
}

/// Holds the contract of the changes against their endpoint.
///
/// # Errors
/// The endpoint does not answer, serves another API, or differs in what an export needs of it.
pub(crate) fn changes_fit(endpoint: &Endpoint) -> Result<ChangesFit, Failure> {
    let (cache, contract) = (Cache::of_environment(), Compiled::read(changes())?);
    let mut live = Live::new(endpoint, &cache);
    let (query, notes) = match live.check(&contract) {
        Ok(compared) => {
            let categories = live.has_field(&contract, "SqlAction", "category");
            let (unordered, notes) = held(compared, endpoint)?;
            (ActionsQuery::new(categories.into(), unordered), notes)
        }
        Err(error) if error.is_untold() => {
            let note = format!("whether the changes are served as they were is not known: {error}");
            (ActionsQuery::default(), vec![note])
        }
        Err(error) => return Err(error.into()),
    };
    Ok(ChangesFit { query, notes })
}

/// What the endpoint does not order by, and what is to be said of the differences.
fn held(compared: Compared, endpoint: &Endpoint) -> Result<(Vec<String>, Vec<String>), Failure> {
    let Compared { mut differences, mut notes } = compared;
    let unordered = differences.iter().filter_map(unordered).collect();
    differences.retain(|one| !is_read_all_the_same(one));
    let (url, contract) = (endpoint.url(), "the contract of the migrations");
    // What the build would only warn of is read until a row shows it.
    let in_the_way = |one: &Difference| one.severity() == Severity::Breaking && one.build() == OnBuild::Stops;
    if differences.iter().any(in_the_way) {
        return Err(refused(url, contract, &differences, ELSEWHERE));
    }
    if !differences.is_empty() {
        notes.push(format!(
            "{url} is not what {contract} says, and is read all the same:\n{}",
            said(contract, url, &differences)
        ));
    }
    Ok((unordered, notes))
}

/// Whether the changes are read as well with the difference as without: no page is asked for by a key, and an id may be
/// null or not, and a number of any size.
fn is_read_all_the_same(difference: &Difference) -> bool {
    match difference.kind {
        Kind::KeyChanged | Kind::RuleIdle => true,
        Kind::NullabilityTightened => is_of_the_id(difference),
        Kind::TypeChanged | Kind::GraphqlTypeChanged | Kind::PostgresTypeChanged => {
            is_of_the_id(difference) && difference.after.as_deref().is_some_and(is_a_whole_number)
        }
        Kind::OrderValueGone => unordered(difference).is_some(),
        _ => false,
    }
}

fn is_of_the_id(difference: &Difference) -> bool {
    difference.column.either().is_some_and(|column| column.graphql == "id")
}

/// The type as the difference has it: the GraphQL type, and PostgreSQL's behind it.
fn is_a_whole_number(typed: &str) -> bool {
    ["Int", "BigInt"].iter().any(|name| typed.starts_with(name))
}

/// What the endpoint does not order by, where the order is one without it: the id decides before all else.
fn unordered(difference: &Difference) -> Option<String> {
    let value = difference.before.as_deref().filter(|_| difference.kind == Kind::OrderValueGone)?;
    let value = value.rsplit('.').next()?;
    (value != "ID_ASC").then(|| value.to_owned())
}
