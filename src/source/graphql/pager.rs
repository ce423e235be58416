//! Goes through the pages of lists: a page is asked for, arrives whole, is held against those before it, and only then
//! handed over.

use super::page::Keep;
use super::progress::Progress;
use super::refusal::{Asked, Refusal};
use super::request::{Client, Request};
use crate::source::SourceError;

/// Goes through pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pager<'a> {
    pub(super) client: Client<'a>,
    pub(super) asked: Asked<'a>,
}

impl Pager<'_> {
    /// The rows of the pages that a request brings, one of each of its lists, checked. `progress` has how far each list
    /// has been read, at the list's index, and goes on.
    ///
    /// # Errors
    /// The endpoint does not answer, or refuses; a page is none of its list, or its list has ended and is not whole.
    /// Nothing of the pages is handed over then.
    pub(super) fn pages<K: Keep>(
        self,
        request: &Request,
        progress: &mut [Progress],
        keepers: impl Fn() -> Vec<K>,
    ) -> Result<Vec<K>, SourceError> {
        let pages = self.client.fetch(request, keepers);
        let mut pages = pages.map_err(|failure| self.refusal(request, progress).of(failure))?;
        for (list, page) in request.lists.iter().zip(&mut pages) {
            let Some(of_list) = progress.get_mut(list.index) else { continue };
            let checked = of_list.turn(page, list.shape.cursor.is_some());
            checked.map_err(|fault| self.refusal(request, progress).of_page(list, fault))?;
        }
        Ok(pages.into_iter().map(|page| page.rows).collect())
    }

    fn refusal<'r>(&'r self, request: &'r Request, progress: &'r [Progress]) -> Refusal<'r> {
        Refusal { client: self.client, asked: self.asked, request, progress }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use typeferry_client::Endpoint;
    use typeferry_demo::{Server, ServerOptions, sample};

    use super::*;
    use crate::row::{Row, Table, TableQuery};
    use crate::source::graphql::planner::Planner;
    use crate::source::graphql::rows::TableRows;
    use crate::tables::Field;

    #[test]
    fn the_rows_of_a_page_may_go_to_another_thread() {
        let texts = (include_str!("../../../schema.graphql"), include_str!("../../../migrate/schema.graphql"));
        let server = Server::start(ServerOptions::default(), sample::endpoints(texts.0, texts.1).unwrap()).unwrap();
        let endpoint = Endpoint::new(server.url(sample::GRAPHQL_PATH), Vec::new(), None).unwrap();
        let (requests, tables): (_, [TableQuery; 1]) = (AtomicU64::new(0), [Field::QUERY.clone()]);
        let planner = Planner { tenant: sample::database_id("acme").parse().unwrap(), keys: &[], page: 100 };
        let client = Client { endpoint: &endpoint, requests: &requests };
        let pager = Pager { client, asked: Asked::Tables(planner, &tables) };
        let keepers = || vec![TableRows::new(&tables[0], Vec::new(), |cells| tables[0].read.read(cells))];
        let request = planner.request(&tables, &[0], None);
        let pages = pager.pages(&request, &mut [Progress::default()], keepers).unwrap();
        let rows: Vec<Box<dyn Row>> = pages.into_iter().flat_map(|page| page.rows).collect();
        let count = rows.len();
        let values = std::thread::spawn(move || {
            let values = |row: &dyn Row| {
                let mut values = Vec::new();
                row.to_values(&mut values);
                values.len()
            };
            rows.iter().map(|row| values(row.as_ref())).collect::<Vec<_>>()
        });
        assert_eq!(values.join().unwrap(), vec![Field::DEF.columns.len(); count]);
        assert!(count > 3);
    }
}
