//! Which requests are made: as many pages in one document as it may ask for, of one table or of several.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::listing::PAGE_BYTES;
use super::progress::Position;
use super::request::{Ask, List, Request};
use super::shape::Shape;
use crate::row::{TableQuery, Tenancy};

/// Root fields in one document: 90 were planned by a server in 0.1 s, 500 in 0.9 s, 2,000 in 23 s.
const MOST_FIELDS: usize = 90;
/// Bytes of a request's body: servers refuse bodies of about 100 KB.
const MOST_BYTES: usize = 64 * 1024;

/// What every request of one reading has in common.
#[derive(Debug)]
pub(super) struct Planner {
    /// The tables.
    pub(super) tables: Vec<Arc<TableQuery>>,
    /// The tenant's id, as text; it is sent as the type that the document gives it.
    pub(super) tenant: String,
    /// The rows that one document may ask for.
    pub(super) rows: usize,
}

/// A variable of a document: its name, its type and its value.
type Variable = (String, String, Value);

/// A document that is being filled.
struct Document {
    asks: Vec<Ask>,
    /// Of its root fields.
    bytes: usize,
    /// That its answer may have.
    rows: usize,
    /// The bytes of these.
    answer: u64,
}

impl Document {
    fn add(&mut self, ask: Ask, field: usize) {
        self.bytes += field;
        self.rows += ask.rows;
        self.answer += ask.bytes;
        self.asks.push(ask);
    }
}

impl Planner {
    /// The table of a page.
    pub(super) fn query(&self, ask: &Ask) -> Option<&Arc<TableQuery>> {
        self.tables.get(ask.table)
    }

    /// Pages in the order in which they are given, together as far as one document may ask for them.
    pub(super) fn requests(&self, asks: Vec<Ask>) -> Vec<Request> {
        let mut documents: Vec<Document> = Vec::new();
        for ask in asks {
            let field = self.query(&ask).map_or(0, |table| root_field(Names::of(&[]), 0, table, &ask).len());
            // Pages of one list are handed over in order, so they are asked for in order.
            let open = if ask.from == 0 { 0 } else { documents.len().saturating_sub(1) };
            let joins = |document: &&mut Document| {
                let (rows, answer) = (document.rows + ask.rows, document.answer + ask.bytes);
                let has_room = ask.from == 0 || (rows <= self.rows && answer <= PAGE_BYTES);
                has_room && document.bytes + field <= MOST_BYTES && self.can_join(&document.asks, &ask)
            };
            match documents.iter_mut().skip(open).find(joins) {
                Some(document) => document.add(ask, field),
                None => documents.push(Document { bytes: field, rows: ask.rows, answer: ask.bytes, asks: vec![ask] }),
            }
        }
        documents.iter().map(|document| self.request(&document.asks)).collect()
    }

    /// Whether a page can be asked for beside others, by the same variables: one that is filtered by keys, beside those
    /// that are filtered by the same.
    fn can_join(&self, asks: &[Ask], ask: &Ask) -> bool {
        let first = asks.first().and_then(|first| Some((first, self.query(first)?)));
        let is_alike = |(first, of_first): (&Ask, &Arc<TableQuery>)| {
            let table = self.query(ask)?;
            Some(table.tenancy == of_first.tenancy && table.page == of_first.page && first.keys == ask.keys)
        };
        asks.len() < MOST_FIELDS && first.and_then(is_alike).unwrap_or(false)
    }

    /// The request for some pages.
    pub(super) fn request(&self, asks: &[Ask]) -> Request {
        let asked: Vec<_> = asks.iter().filter_map(|ask| Some((ask, self.query(ask)?.as_ref()))).collect();
        self.request_for(&asked)
    }

    /// The request for some pages, each with the query of its table.
    pub(super) fn request_for(&self, asked: &[(&Ask, &TableQuery)]) -> Request {
        let names = Names::of(asked);
        let fields = asked.iter().enumerate().map(|(at, (ask, table))| root_field(names, at, table, ask));
        let fields: String = fields.collect();
        let paging = asked.iter().enumerate().flat_map(|(at, (ask, table))| paging(names, at, table, ask));
        let shared = asked.first().and_then(|(ask, table)| self.tenancy(ask, table));
        let mut known = BTreeSet::new();
        let is_new = |(name, ..): &Variable| known.insert(name.clone());
        let variables: Vec<_> = shared.into_iter().chain(paging).filter(is_new).collect();
        let declared: Vec<_> = variables.iter().map(|(name, ty, _)| format!("${name}: {ty}")).collect();
        let query = format!("query Rows({}) {{\n{fields}}}\n", declared.join(", "));
        let values: Map<_, _> = variables.into_iter().map(|(name, _, value)| (name, value)).collect();
        let body = json!({ "query": query, "variables": values, "operationName": "Rows" }).to_string();
        Request { lists: asked.iter().enumerate().map(|(at, (ask, table))| list(at, ask, table)).collect(), body }
    }

    /// The variable that says whose rows are wanted.
    fn tenancy(&self, ask: &Ask, table: &TableQuery) -> Option<Variable> {
        match &table.tenancy {
            Tenancy::All => None,
            Tenancy::Tenant(ty) => Some((table.page.tenant.into(), ty.to_string(), tenant_value(ty, &self.tenant))),
            Tenancy::Keys(source) => {
                Some(("keys".into(), source.list_type.to_string(), Value::from(ask.keys.to_vec())))
            }
        }
    }
}

/// How the variables of paging are called: as the arguments, with the place of the root field behind where several
/// fields have values of their own.
#[derive(Debug, Clone, Copy)]
struct Names {
    one_limit: bool,
    one_position: bool,
}

impl Names {
    fn of(asked: &[(&Ask, &TableQuery)]) -> Self {
        let mut limits = asked.iter().map(|(ask, _)| limit(ask));
        let first = limits.next();
        Self { one_limit: limits.all(|limit| Some(limit) == first), one_position: asked.len() == 1 }
    }

    fn limit(self, name: &str, at: usize) -> String {
        if self.one_limit { name.to_owned() } else { format!("{name}{at}") }
    }

    fn position(self, name: &str, at: usize) -> String {
        if self.one_position { name.to_owned() } else { format!("{name}{at}") }
    }
}

/// How many rows are asked for, with the one that a page overlaps with.
fn limit(ask: &Ask) -> u64 {
    ask.rows as u64 + u64::from(ask.overlaps)
}

/// The variables that say which page is wanted.
fn paging(names: Names, at: usize, table: &TableQuery, ask: &Ask) -> Vec<Variable> {
    let page = table.page;
    let integer = format!("{}!", page.integer);
    let limit = (names.limit(page.limit, at), integer.clone(), json!(limit(ask)));
    let (cursor, offset) = ask.position.as_ref().map(Position::parts).unwrap_or_default();
    let after = cursor.map(|cursor| {
        let ty = table.cursor_type.as_deref().unwrap_or_default().to_owned();
        (names.position(page.after.unwrap_or_default(), at), ty, json!(cursor))
    });
    let offset = offset.map(|rows| (names.position(page.offset, at), integer, json!(rows)));
    std::iter::once(limit).chain(after).chain(offset).collect()
}

/// A tenant's id as a value of the GraphQL type that the document gives it: a number of the numeric types, else text.
fn tenant_value(ty: &str, id: &str) -> Value {
    match ty.trim_end_matches('!') {
        "Int" | "Float" => serde_json::from_str(id).unwrap_or_else(|_| json!(id)),
        _ => json!(id),
    }
}

/// The list that the root field at this place of a document answers with.
fn list(at: usize, ask: &Ask, table: &TableQuery) -> List {
    let shape = Shape::of(table, ask.counts);
    List { key: format!("t{at}"), name: table.table.qualified(), shape, ask: ask.clone() }
}

/// The root field of one table, from the arguments and the selection that the build has checked.
fn root_field(names: Names, at: usize, table: &TableQuery, ask: &Ask) -> String {
    let TableQuery { root_field, arguments, selection, page, .. } = table;
    let (cursor, offset) = ask.position.as_ref().map(Position::parts).unwrap_or_default();
    let position = [cursor.and(page.after), offset.map(|_| page.offset)];
    let limit = format!("{}: ${}", page.limit, names.limit(page.limit, at));
    let position = position.into_iter().flatten().map(|name| format!("{name}: ${}", names.position(name, at)));
    let given = Some(arguments.to_string()).filter(|arguments| !arguments.is_empty());
    let arguments: Vec<_> = given.into_iter().chain([limit]).chain(position).collect();
    format!(
        "t{at}: {root_field}({}) {{ {} }}\n",
        arguments.join(", "),
        Shape::of(table, ask.counts).selection(selection)
    )
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::testing::tables;

    fn planner(tables: &[TableQuery]) -> Planner {
        Planner { tables: tables.iter().cloned().map(Arc::new).collect(), tenant: "7".into(), rows: 100 }
    }

    /// The first page of each table.
    fn first_pages(tables: &[TableQuery]) -> Vec<Ask> {
        (0..tables.len()).map(|at| Ask { index: at, table: at, rows: 10, ..Ask::default() }).collect()
    }

    fn body(request: &Request) -> Value {
        serde_json::from_str(&request.body).unwrap()
    }

    #[test]
    fn first_pages_are_asked_for_together_but_those_that_are_filtered_otherwise() {
        let tables = tables();
        let requests = planner(&tables).requests(first_pages(&tables));
        let by_keys = |list: &List| matches!(tables[list.ask.table].tenancy, Tenancy::Keys(_));
        assert!(requests.len() < tables.len(), "{} requests", requests.len());
        for request in &requests {
            let count = request.lists.iter().filter(|list| by_keys(list)).count();
            assert!(count == 0 || count == request.lists.len());
        }
        assert_eq!(requests.iter().map(|request| request.lists.len()).sum::<usize>(), tables.len());
    }

    #[test]
    fn more_tables_than_a_document_may_ask_for_are_split_in_order() {
        let many: Vec<_> = tables().into_iter().take(1).cycle().take(4 * MOST_FIELDS).collect();
        let requests = planner(&many).requests(first_pages(&many));
        assert!(requests.len() >= 4);
        assert!(requests.iter().all(|request| request.lists.len() <= MOST_FIELDS && request.body.len() < 100_000));
        let order: Vec<usize> =
            requests.iter().flat_map(|request| request.lists.iter().map(|list| list.ask.index)).collect();
        assert_eq!(order, (0..many.len()).collect::<Vec<_>>());
    }

    #[test]
    fn next_pages_are_asked_for_together_as_far_as_an_answer_may_have_rows() {
        let tables = tables();
        let page = |from: u64| {
            let position = Some(Position::Offset(from - 1));
            Ask { position, from, rows: 40, overlaps: true, ..Ask::default() }
        };
        let requests = planner(&tables).requests((1..=5).map(|at| page(at * 40)).collect());
        let pages: Vec<_> = requests.iter().map(|request| request.lists.len()).collect();
        assert_eq!(pages, [2, 2, 1]);
        let variables = &body(&requests[0])["variables"];
        assert_eq!((&variables["first"], &variables["offset0"]), (&json!(41), &json!(39)));
        assert_eq!(variables["offset1"], 79);
        assert_eq!(body(&requests[0])["query"].as_str().unwrap().matches("$first: Int!").count(), 1);
    }

    #[test]
    fn the_next_page_goes_by_cursor_or_by_offset() {
        let tables = tables();
        let at = tables.iter().position(|table| table.cursor_type.is_some()).unwrap();
        let ask = |position| Ask { table: at, position: Some(position), from: 200, rows: 10, ..Ask::default() };
        let after = body(&planner(&tables).request(&[ask(Position::After("c\"1".into()))]));
        assert_eq!(after["variables"]["after"], "c\"1");
        assert!(after["query"].as_str().unwrap().contains("first: $first, after: $after"));
        let offset = body(&planner(&tables).request(&[ask(Position::Offset(200))]));
        assert_eq!(offset["variables"]["offset"], 200);
        assert!(offset["query"].as_str().unwrap().contains("$offset: Int!"));
        let both = body(&planner(&tables).request(&[ask(Position::Behind { cursor: "c".into(), rows: 9 })]));
        assert_eq!((&both["variables"]["after"], &both["variables"]["offset"]), (&json!("c"), &json!(9)));
        assert!(both["query"].as_str().unwrap().contains("first: $first, after: $after, offset: $offset"));
    }

    #[test]
    fn a_tenant_is_sent_as_the_type_of_its_variable() {
        let tenant = |ty: &'static str| {
            let table = [TableQuery { tenancy: Tenancy::Tenant(ty.into()), ..tables()[0].clone() }];
            let body = body(&planner(&table).request(&first_pages(&table)));
            assert!(body["query"].as_str().unwrap().contains(&format!("$databaseId: {ty}")));
            body["variables"]["databaseId"].clone()
        };
        assert_eq!([tenant("UUID!"), tenant("String"), tenant("Int!")], [json!("7"), json!("7"), json!(7)]);
    }
}
