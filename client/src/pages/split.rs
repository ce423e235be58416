//! What is too much for a server at once is asked for in parts.

use super::page::{Keep, Page};
use super::planner::Planner;
use super::refusal::{Asked, Refusal};
use super::request::{Ask, Failure, List, Request, fetch};
use crate::endpoint::{Endpoint, EndpointError};
use crate::error::ReadError;

/// Pages of fewer rows are not halved: it is not their size that the server cannot bear.
const FEWEST_ROWS: usize = 50;

/// The pages of a request, in the order of its lists. One that fails again with several lists is halved down to the list
/// at fault, whose page is halved where it is too large; then it has fewer rows than were asked for.
///
/// # Errors
/// As of [`Refusal::of`].
pub(super) async fn fetch_in_parts<K: Keep>(
    endpoint: &Endpoint,
    planner: &Planner,
    request: Request,
    keeper: impl Fn(&List) -> Option<K>,
) -> Result<Vec<(List, Page<K>)>, ReadError> {
    let (mut left, mut done) = (vec![request], Vec::new());
    while let Some(request) = left.pop() {
        // A request of which less may do is not sent a third time.
        let gives_up =
            |failure: &Failure, failed: u32| request.lists.len() > 1 && failed > 0 && weight(failure) != Weight::Other;
        let keepers = || request.lists.iter().filter_map(&keeper).collect();
        match fetch(endpoint, &request, gives_up, keepers).await {
            Ok(pages) => done.extend(request.lists.into_iter().zip(pages)),
            Err(failure) => {
                let parts = parts(planner, &request, &failure);
                if parts.is_empty() {
                    let asked = Asked::Tables(planner);
                    return Err(Refusal { endpoint, asked, request: &request }.of(failure).await);
                }
                left.extend(parts.into_iter().rev());
            }
        }
    }
    Ok(done)
}

/// What to ask for instead, in order; nothing where it would fail the same way.
fn parts(planner: &Planner, request: &Request, failure: &Failure) -> Vec<Request> {
    let asks: Vec<Ask> = request.lists.iter().map(|list| list.ask.clone()).collect();
    match (asks.as_slice(), weight(failure)) {
        ([ask], Weight::Size) if ask.rows > FEWEST_ROWS => {
            vec![planner.request(&[Ask { rows: ask.rows / 2, was_halved: true, ..ask.clone() }])]
        }
        (_, Weight::Other) | ([] | [_], _) => Vec::new(),
        (asks, Weight::Size | Weight::Load) => {
            let (first, second) = asks.split_at(asks.len() / 2);
            vec![planner.request(first), planner.request(second)]
        }
    }
}

/// What a failure has to do with how much was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// The answer, or the time that it takes, is too large.
    Size,
    /// It may have been too much.
    Load,
    /// Nothing.
    Other,
}

fn weight(failure: &Failure) -> Weight {
    match failure {
        Failure::Endpoint(
            EndpointError::Silent { .. }
            | EndpointError::TooLarge { .. }
            | EndpointError::Status { status: 413 | 504, .. },
        ) => Weight::Size,
        Failure::Endpoint(
            EndpointError::Status { status: 500.., .. }
            | EndpointError::GraphQl { pause: Some(_), .. }
            | EndpointError::Broken { .. }
            | EndpointError::Unreachable { connected: true, .. },
        ) => Weight::Load,
        Failure::Endpoint(_) | Failure::Answer(_) => Weight::Other,
    }
}
