//! What the tests share: a small annotated schema, rows for it, and a client.

use serde_json::{Map, Value, json};
use typeferry_demo::{Data, Endpoint, Server, ServerOptions};

/// Tables with a single key, a composite key and none.
pub(crate) const SMALL: &str = include_str!("small.graphql");

pub(crate) struct Client {
    pub(crate) server: Server,
    agent: ureq::Agent,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl Client {
    pub(crate) fn new(data: Data) -> Self {
        Self::with(ServerOptions::default(), data)
    }

    pub(crate) fn with(options: ServerOptions, data: Data) -> Self {
        let endpoint = Endpoint { path: "/graphql".into(), schema_text: SMALL.into(), data };
        Self::of(Server::start(options, vec![endpoint]).unwrap())
    }

    pub(crate) fn of(server: Server) -> Self {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self { server, agent }
    }

    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = self.agent.post(self.server.url(path)).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Self::answer(request.send(body).unwrap())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        Self::answer(self.agent.get(self.server.url(path)).call().unwrap())
    }

    fn answer(mut response: ureq::http::Response<ureq::Body>) -> Answer {
        let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
        let body = response.body_mut().with_config().limit(64 << 20).read_to_string().unwrap();
        Answer { status: response.status().as_u16(), content_type, body }
    }

    pub(crate) fn query_at(&self, path: &str, query: &str, variables: &Value) -> Answer {
        self.post(path, &[], &json!({ "query": query, "variables": variables }).to_string())
    }

    /// The whole answer to a query, which must be 200.
    pub(crate) fn query(&self, query: &str) -> Value {
        let answer = self.query_at("/graphql", query, &json!({}));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// The `data` of an answer without errors.
    pub(crate) fn data(&self, query: &str) -> Value {
        let mut answer = self.query(query);
        assert_eq!(answer.get("errors"), None, "{answer}");
        answer["data"].take()
    }
}

pub(crate) fn row(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => panic!("{other} is no row"),
    }
}

/// Rows of one row type.
pub(crate) fn rows(row_type: &str, rows: impl IntoIterator<Item = Value>) -> Data {
    let mut data = Data::new();
    data.extend(row_type, rows.into_iter().map(row));
    data
}
