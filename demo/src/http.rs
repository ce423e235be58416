//! Requests over HTTP: what is refused before GraphQL sees it, in the order and the form of the real server.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, SET_COOKIE};
use hyper::{Method, Request, Response, StatusCode};

use crate::api::Api;
use crate::graphql::{self, Answer, message_only, refused};
use crate::server::Kept;

/// The largest body that is read, in bytes.
const LARGEST_BODY: usize = 100 * 1024;

/// The header without which the real server fails with 500; without any other routing header it finds nothing.
const DATABASE_ID: &str = "x-database-id";

/// What requests are answered from.
pub(crate) struct Site {
    pub(crate) apis: BTreeMap<String, Api>,
    pub(crate) token: Option<String>,
    pub(crate) required_headers: Vec<String>,
    /// Where requests are kept, if they are.
    pub(crate) kept: Option<KeptRequests>,
}

/// Requests in the order in which they arrived. Clones are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeptRequests(Arc<Mutex<Vec<Kept>>>);

impl KeptRequests {
    /// Those that are there, which are not kept any longer.
    pub(crate) fn take(&self) -> Vec<Kept> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, path: &str, body: &[u8]) {
        let kept = Kept { path: path.to_owned(), body: body.to_vec() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
    }
}

/// An answer of another kind than GraphQL's.
struct Refusal {
    status: StatusCode,
    content_type: &'static str,
    body: Vec<u8>,
}

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
const GRAPHQL: &str = "application/graphql-response+json; charset=utf-8";

impl Site {
    /// Answers a request; there is no request that it does not answer.
    pub(crate) async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let answered = match self.admit(&request) {
            Ok(api) => self.body(request).await.map(|body| graphql::answer(api, &body)),
            Err(refusal) => Err(refusal),
        };
        let (status, content_type, body) = match answered {
            Ok(Answer { status, body }) => (StatusCode::from_u16(status).unwrap_or_default(), GRAPHQL, body),
            Err(Refusal { status, content_type, body }) => (status, content_type, body),
        };
        let mut response = Response::new(Full::new(Bytes::from(body)));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert(SET_COOKIE, HeaderValue::from_static("csrf_token=demo; Path=/; SameSite=Lax"));
        response
    }

    async fn body(&self, request: Request<Incoming>) -> Result<Vec<u8>, Refusal> {
        let path = request.uri().path().to_owned();
        let body = body(request).await?;
        if let Some(kept) = &self.kept {
            kept.add(&path, &body);
        }
        Ok(body)
    }

    fn admit(&self, request: &Request<Incoming>) -> Result<&Api, Refusal> {
        let api = self.apis.get(request.uri().path()).ok_or_else(|| page(StatusCode::NOT_FOUND, "Not found"))?;
        if request.method() != Method::POST {
            return Err(errors(StatusCode::METHOD_NOT_ALLOWED, "Only POST requests are answered"));
        }
        self.routed(request.headers())?;
        self.authorised(request.headers())?;
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !content_type.is_some_and(|value| value.trim_start().starts_with("application/json")) {
            return Err(errors(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The content type must be application/json"));
        }
        Ok(api)
    }

    fn routed(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let given = |name: &str| headers.get(name).is_some_and(|value| !value.is_empty());
        match self.required_headers.iter().find(|name| !given(name)) {
            None => Ok(()),
            Some(name) if name.eq_ignore_ascii_case(DATABASE_ID) => {
                Err(page(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong"))
            }
            Some(_) => Err(page(StatusCode::NOT_FOUND, "No API is served here")),
        }
    }

    fn authorised(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let Some(token) = &self.token else { return Ok(()) };
        let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        if given.and_then(|value| value.strip_prefix("Bearer ")) == Some(token) {
            return Ok(());
        }
        Err(errors(StatusCode::UNAUTHORIZED, "Unauthenticated: a valid bearer token is needed"))
    }
}

/// Reads a body to its end, even one that is too large: a client that is still writing would not see the answer.
async fn body(request: Request<Incoming>) -> Result<Vec<u8>, Refusal> {
    let mut incoming = request.into_body();
    let (mut kept, mut length) = (Vec::new(), 0);
    while let Some(frame) = incoming.frame().await {
        let frame = frame.map_err(|error| errors(StatusCode::BAD_REQUEST, &format!("the body broke off: {error}")))?;
        if let Some(data) = frame.data_ref() {
            length += data.len();
            if length <= LARGEST_BODY {
                kept.extend_from_slice(data);
            }
        }
    }
    if length <= LARGEST_BODY { Ok(kept) } else { Err(too_large()) }
}

fn too_large() -> Refusal {
    let body = br#"{"error":{"code":"INTERNAL_ERROR"}}"#.to_vec();
    Refusal { status: StatusCode::INTERNAL_SERVER_ERROR, content_type: JSON, body }
}

fn page(status: StatusCode, title: &str) -> Refusal {
    let body =
        format!("<!doctype html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n");
    Refusal { status, content_type: HTML, body: body.into_bytes() }
}

fn errors(status: StatusCode, message: &str) -> Refusal {
    let answer = refused(status.as_u16(), &[message_only(message)]);
    Refusal { status, content_type: GRAPHQL, body: answer.body }
}
