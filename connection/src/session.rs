//! A connection for scripts: it counts the statements that are done, and hears the server's messages as they come.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use postgres::error::DbError;
use tokio::runtime::Runtime;
use tokio_postgres::{AsyncMessage, Config, Error, SimpleQueryMessage, SimpleQueryRow};

use super::cancel::{Canceller, GivenUp};
use super::tls::Tls;

/// Called with each message that the server sends beside answers, on the thread that waits for the server.
pub type OnNotice = Arc<dyn Fn(DbError) + Send + Sync>;

/// The messages of a connection: what is polled for anything to move.
type Driver = Box<dyn FnMut(&mut Context<'_>) -> Poll<Option<Result<AsyncMessage, Error>>> + Send>;

/// An open connection for scripts.
pub struct Session {
    runtime: Runtime,
    client: tokio_postgres::Client,
    /// None where the connection has ended.
    driver: Option<Driver>,
    given_up: GivenUp,
    on_notice: OnNotice,
    tls: Tls,
}

/// Statements of which one failed.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct RunError {
    /// How many were done before.
    pub done: usize,
    /// What the server said to the next.
    pub error: Error,
}

/// What reads and writes the network.
pub(super) fn runtime() -> io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

/// A connection that is not yet told what to do with messages.
pub(super) struct Opened {
    client: tokio_postgres::Client,
    driver: Driver,
}

impl Opened {
    /// Connects; `None` where the time is over first.
    pub(super) fn connect(
        runtime: &Runtime,
        config: &Config,
        tls: Tls,
        end: Option<Instant>,
    ) -> Result<Option<Self>, Error> {
        let connecting = async {
            let connecting = config.connect(tls);
            match end {
                Some(end) => tokio::time::timeout_at(end.into(), connecting).await.ok().transpose(),
                None => connecting.await.map(Some),
            }
        };
        let opened = runtime.block_on(connecting)?;
        Ok(opened.map(|(client, mut connection)| {
            let driver: Driver = Box::new(move |cx: &mut Context<'_>| connection.poll_message(cx));
            Self { client, driver }
        }))
    }
}

impl Session {
    pub(super) fn new(runtime: Runtime, opened: Opened, tls: Tls, on_notice: OnNotice) -> Self {
        let Opened { client, driver } = opened;
        Self { runtime, client, driver: Some(driver), given_up: GivenUp::default(), on_notice, tls }
    }

    /// Runs statements in one message, and drops their rows.
    ///
    /// # Errors
    /// One of them fails; those behind it are not run.
    pub fn run(&mut self, sql: &str) -> Result<usize, RunError> {
        let mut done = 0;
        let result =
            self.each(sql, |message| done += usize::from(matches!(message, SimpleQueryMessage::CommandComplete(_))));
        result.map(|()| done).map_err(|error| RunError { done, error })
    }

    /// Runs statements in one message, and keeps no row but the last: that of the last statement that has one.
    ///
    /// # Errors
    /// One of them fails; those behind it are not run.
    pub fn last_row(&mut self, sql: &str) -> Result<Option<Vec<Option<String>>>, RunError> {
        let (mut done, mut last) = (0, None);
        let result = self.each(sql, |message| match message {
            SimpleQueryMessage::CommandComplete(_) => done += 1,
            SimpleQueryMessage::Row(row) => last = Some(row),
            _ => {}
        });
        let texts = |row: SimpleQueryRow| (0..row.len()).map(|column| row.get(column).map(str::to_owned)).collect();
        result.map(|()| last.map(texts)).map_err(|error| RunError { done, error })
    }

    /// The rows of statements, each value as text.
    ///
    /// # Errors
    /// One of them fails.
    pub fn rows(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, Error> {
        let mut rows = Vec::new();
        self.each(sql, |message| {
            if let SimpleQueryMessage::Row(row) = message {
                rows.push((0..row.len()).map(|column| row.get(column).map(str::to_owned)).collect());
            }
        })?;
        Ok(rows)
    }

    fn each(&mut self, sql: &str, mut take: impl FnMut(SimpleQueryMessage)) -> Result<(), Error> {
        let mut work = async |client: &tokio_postgres::Client| {
            let mut messages = pin!(client.simple_query_raw(sql).await?);
            while let Some(message) = messages.next().await {
                take(message?);
            }
            Ok(())
        };
        let result = drive(&self.runtime, &mut self.driver, &self.given_up, &self.on_notice, work(&self.client));
        // Where the server and this side are not at the same message, nothing more can be asked: after a `COPY` that
        // waits for rows, some servers never answer again.
        if result.as_ref().is_err_and(|error| error.as_db_error().is_none()) {
            self.driver = None;
        }
        result
    }

    /// Writes lines to a `COPY … FROM STDIN`, in pieces that are made while they are sent.
    ///
    /// # Errors
    /// The server refuses.
    pub fn copy_in(&mut self, sql: &str, pieces: impl Iterator<Item = String>) -> Result<u64, Error> {
        let work = async |client: &tokio_postgres::Client| {
            let mut sink = pin!(client.copy_in::<str, Bytes>(sql).await?);
            for piece in pieces {
                sink.send(piece.into()).await?;
            }
            sink.finish().await
        };
        drive(&self.runtime, &mut self.driver, &self.given_up, &self.on_notice, work(&self.client))
    }

    /// What stops the statement that runs, from another thread.
    pub fn canceller(&self) -> Canceller {
        Canceller::new(self.client.cancel_token(), self.tls.clone(), self.given_up.clone())
    }

    /// Whether the connection is gone.
    pub fn is_closed(&self) -> bool {
        self.driver.is_none() || self.client.is_closed()
    }
}

/// Waits for work, and moves the connection on meanwhile.
fn drive<T>(
    runtime: &Runtime,
    driver: &mut Option<Driver>,
    given_up: &GivenUp,
    on_notice: &OnNotice,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let mut work = pin!(work);
    runtime.block_on(std::future::poll_fn(|cx| {
        if given_up.is_so(cx) {
            // The work then finds that there is no connection.
            *driver = None;
        }
        while let Some(moving) = driver {
            match moving(cx) {
                Poll::Ready(Some(Ok(AsyncMessage::Notice(notice)))) => on_notice(notice),
                Poll::Ready(Some(Ok(_))) => {}
                // What came before the connection's end is still to be taken; what ends it says more than what the work
                // then finds.
                Poll::Ready(Some(Err(error))) => {
                    *driver = None;
                    return match work.as_mut().poll(cx) {
                        Poll::Ready(Err(found)) if found.is_closed() => Poll::Ready(Err(error)),
                        Poll::Ready(result) => Poll::Ready(result),
                        Poll::Pending => Poll::Ready(Err(error)),
                    };
                }
                Poll::Ready(None) => *driver = None,
                Poll::Pending => break,
            }
        }
        work.as_mut().poll(cx)
    }))
}
