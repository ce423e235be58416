//! A request that goes on whether somebody waits for it or not: a server whose answer is not taken gives it up.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::task::JoinHandle;

use crate::error::ReadError;

/// What a request on its way will bring. Dropped, it is given up.
#[derive(Debug)]
pub(super) struct Task<T>(JoinHandle<Result<T, ReadError>>);

impl<T: Send + 'static> Task<T> {
    /// Begins; to be called where a runtime of tokio is.
    pub(super) fn begin(work: impl Future<Output = Result<T, ReadError>> + Send + 'static) -> Self {
        Self(tokio::spawn(work))
    }
}

impl<T> Future for Task<T> {
    type Output = Result<T, ReadError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|joined| match joined {
            Ok(result) => result,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The runtime has shut down.
                Err(_) => Err(ReadError::Stopped),
            },
        })
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(all(test, feature = "blocking"))]
mod tests {
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use super::*;
    use crate::blocking::Client;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[test]
    fn a_request_goes_on_while_nobody_waits_for_it() {
        let (done, seen) = channel();
        let client = Client::new().unwrap();
        client.wait(async {
            let task = Task::begin(async move {
                tokio::time::sleep(Duration::from_millis(1)).await;
                done.send(()).unwrap();
                Ok(7)
            });
            seen.recv_timeout(PATIENCE).unwrap();
            assert_eq!(task.await.unwrap(), 7);
        });
    }

    #[test]
    fn a_request_that_nobody_wants_is_given_up() {
        let (done, seen) = channel::<()>();
        let client = Client::new().unwrap();
        client.wait(async {
            drop(Task::begin(async move {
                std::future::pending::<()>().await;
                drop(done);
                Ok(())
            }));
        });
        assert_eq!(seen.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected));
    }
}
