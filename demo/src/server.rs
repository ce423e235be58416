//! The server: a thread of its own, stopped when it is dropped.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::api::{Api, Endpoint, ServedSchema};
use crate::error::DemoError;
use crate::http::{KeptRequests, Site};

/// A document at the depth limit recurses through the executor: the default stack of a thread is small for that in
/// an unoptimised build.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// How a server behaves.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ServerOptions {
    /// The port on the loopback address; 0 for any free one.
    pub port: u16,
    /// The bearer token that every request must carry, where there is one.
    pub token: Option<String>,
    /// Headers that every request must carry, not empty. Without `X-Database-Id` the answer is 500, without another
    /// 404, both with an HTML page, as on the real server.
    pub required_headers: Vec<String>,
    /// The most rows that a page has, whatever is asked: a deployment that caps pages.
    pub max_page: Option<usize>,
    /// How long a request waits before it is answered, as on the way from afar; requests side by side wait side by side.
    pub delay: Duration,
    /// Whether what is asked is kept, for [`Server::take_kept`].
    pub keep_requests: bool,
}

impl fmt::Debug for ServerOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerOptions")
            .field("port", &self.port)
            .field("token", &self.token.as_ref().map(|_| "hidden"))
            .field("required_headers", &self.required_headers)
            .field("max_page", &self.max_page)
            .field("delay", &self.delay)
            .field("keep_requests", &self.keep_requests)
            .finish()
    }
}

/// A request that was answered by GraphQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The path of the endpoint.
    pub path: String,
    /// The body, as it came.
    pub body: Vec<u8>,
}

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
    kept: KeptRequests,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Server {
    /// Listens on 127.0.0.1 and serves the endpoints.
    ///
    /// # Errors
    /// A schema or its data cannot be served, two endpoints have one path, or the port is taken.
    pub fn start(options: ServerOptions, endpoints: Vec<Endpoint>) -> Result<Self, DemoError> {
        let ServerOptions { port, token, required_headers, max_page, delay, keep_requests } = options;
        let kept = KeptRequests::default();
        let keeper = keep_requests.then(|| kept.clone());
        let site = Site { apis: apis(endpoints, max_page)?, token, required_headers, kept: keeper };
        let refused = |source| DemoError::Listen { port, source };
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(refused)?;
        listener.set_nonblocking(true).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let requests = Arc::new(AtomicUsize::new(0));
        let (stop, stopped) = oneshot::channel();
        let site = Arc::new(Served { site, delay, requests: Arc::clone(&requests) });
        let thread = std::thread::Builder::new()
            .name("typeferry-demo".into())
            .stack_size(STACK_BYTES)
            .spawn(move || run(listener, site, stopped))
            .map_err(DemoError::Stopped)?;
        Ok(Self { address, requests, kept, stop: Some(stop), thread: Some(thread) })
    }

    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of an endpoint's path, such as `/graphql`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// How many HTTP requests have arrived, refused ones included.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// The requests that were kept since this was asked for the last time, in the order in which they arrived.
    pub fn take_kept(&self) -> Vec<Kept> {
        self.kept.take()
    }

    /// Serves until the process ends or the server fails.
    ///
    /// # Errors
    /// The system takes the port away, or the server has a fault.
    pub fn wait(mut self) -> Result<(), DemoError> {
        match self.thread.take().map(JoinHandle::join) {
            None | Some(Ok(Ok(()))) => Ok(()),
            Some(Ok(Err(error))) => Err(DemoError::Stopped(error)),
            Some(Err(_)) => Err(DemoError::Crashed),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only where the thread has ended already.
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn apis(endpoints: Vec<Endpoint>, max_page: Option<usize>) -> Result<BTreeMap<String, Api>, DemoError> {
    let mut apis = BTreeMap::new();
    let mut schemas: BTreeMap<String, ServedSchema> = BTreeMap::new();
    for endpoint in endpoints {
        let (path, schema_text) = (endpoint.path.clone(), endpoint.schema_text.clone());
        let served = match schemas.get(&schema_text) {
            Some(served) => served.clone(),
            None => ServedSchema::read(&endpoint)?,
        };
        schemas.insert(schema_text, served.clone());
        if apis.insert(path.clone(), Api::new(endpoint, served, max_page)?).is_some() {
            return Err(DemoError::DuplicatePath { path });
        }
    }
    Ok(apis)
}

struct Served {
    site: Site,
    delay: Duration,
    requests: Arc<AtomicUsize>,
}

fn run(listener: std::net::TcpListener, site: Arc<Served>, stopped: oneshot::Receiver<()>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let accepting = tokio::spawn(accept(TcpListener::from_std(listener)?, site));
        let abort = accepting.abort_handle();
        tokio::spawn(async move {
            let _ = stopped.await;
            abort.abort();
        });
        accepting.await.unwrap_or(Ok(()))
    })
}

async fn accept(listener: TcpListener, site: Arc<Served>) -> io::Result<()> {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(converse(stream, Arc::clone(&site)))),
            // Linux reports here what befell a connection before it was accepted.
            Err(error) if matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) => {
            }
            Err(error) => return Err(error),
        }
    }
}

/// Answers the requests of one connection, which stays open between them.
async fn converse(stream: TcpStream, served: Arc<Served>) {
    let service = service_fn(|request| {
        served.requests.fetch_add(1, Ordering::Relaxed);
        let Served { site, delay, .. } = &*served;
        async move {
            // The timer is coarse: no delay at all is no timer.
            if !delay.is_zero() {
                tokio::time::sleep(*delay).await;
            }
            Ok::<_, std::convert::Infallible>(site.answer(request).await)
        }
    });
    // A connection that breaks is the client's affair: it sees it on its side.
    let _ = stream.set_nodelay(true);
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}
