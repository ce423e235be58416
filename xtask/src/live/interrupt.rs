//! Ctrl-C: the test winds up instead of dying, so that its servers and folders go with it.

use std::sync::atomic::{AtomicBool, Ordering};

use super::error::LiveError;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Takes Ctrl-C and requests to terminate as a wish to stop.
pub(super) fn watch() -> Result<(), LiveError> {
    Ok(ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed))?)
}

/// An error once somebody wished to stop.
pub(super) fn check() -> Result<(), LiveError> {
    if INTERRUPTED.load(Ordering::Relaxed) { Err(LiveError::Interrupted) } else { Ok(()) }
}
