//! Turns the network off before a file is read that holds people's data.

use leptos::prelude::*;

use crate::browser::csp_lock;
use crate::browser::worker::boot;
use crate::browser::worker::handle::WorkerError;
use crate::state::connection::ConnectionState;

/// Why the network could not be turned off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetworkLockError {
    /// The worker could not be started before the lock.
    #[error("{0}")]
    Worker(WorkerError),
    #[error(
        "A connection test or a download of Talkdesk’s users is running, and an open file blocks all requests. Cancel it or wait until it ends, then open the file again."
    )]
    Requests,
    #[error("Network access couldn’t be turned off. Reload the page and try again.")]
    NoLock,
}

/// Whether a request is under way that the lock would break.
pub fn has_requests(connection: ConnectionState) -> bool {
    untrack(|| connection.is_running() || connection.is_acquired())
}

/// Loads what the lock would forbid, then locks the page.
pub async fn lock(connection: ConnectionState) -> Result<(), NetworkLockError> {
    if csp_lock::is_locked_now() {
        return Ok(());
    }
    if boot::prefetch().await.is_err() {
        return Err(NetworkLockError::Worker(WorkerError::NotLoaded));
    }
    csp_lock::prepare().await;
    // A test may have begun meanwhile.
    if has_requests(connection) {
        return Err(NetworkLockError::Requests);
    }
    csp_lock::lock().map_err(|_| NetworkLockError::NoLock)
}
