//! The platform of today: the routing and apps planes and the catalog beside them, in the place of contract 1's
//! services. A tenant is exported by the default command line, over GraphQL and over SQL.

use std::time::Instant;

use super::Parts;
use super::error::LiveError;
use crate::output;
use export::Over;
use stage::Planes;

mod contract;
mod count;
mod export;
mod future;
mod load;
mod stage;

/// What the platform's API serves.
const SERVED: [&str; 4] = ["metaschema_public", "metaschema_modules_public", "routing_public", "apps_public"];

/// What SQL alone reaches: copies that triggers keep, and what has no other home.
const CATALOG: &str = "catalog_private";

/// The one table of it that comes over GraphQL too: it follows from `routing_public.apis`.
const DERIVED: &str = "catalog_private.apis";

/// Exports both ways, loads what was exported, and then lets the platform change.
///
/// # Errors
/// An export is not all that there is, or does not load into the same rows.
pub(super) fn run(parts: &Parts<'_>) -> Result<(), LiveError> {
    let start = Instant::now();
    let planes = Planes::set(parts)?;
    output::line(format!("planes: deployed, filled and served after {:.1} s", start.elapsed().as_secs_f64()));
    contract::run(&planes)?;
    for over in [Over::GraphQl, Over::Sql] {
        export::run(&planes, over)?;
        load::run(&planes, over)?;
    }
    export::same_scripts(&planes)?;
    future::run(&planes)?;
    output::line(format!("planes: passed in {:.1} s", start.elapsed().as_secs_f64()));
    Ok(())
}
