//! What the browser's worker brings along, behind one seam: everything above it is plain Rust that tests run natively.

use std::path::PathBuf;

use fieldwalk_core::driver::Http;

use crate::error::Answer;

/// The worker that the core runs in. There is one thread, so futures need not be `Send`.
#[expect(async_fn_in_trait, reason = "nothing here leaves its thread")]
pub trait Host: Http + 'static {
    /// The server's change notices.
    type Notices: Notices;

    /// Where the files of profiles are.
    fn folder(&self) -> PathBuf;

    /// The names of all files there.
    ///
    /// # Errors
    /// Where the storage cannot be used any more.
    fn names(&self) -> Answer<Vec<String>>;

    /// Removes a file; also where there is none.
    ///
    /// # Errors
    /// Where the storage refuses.
    fn remove(&self, name: &str) -> Answer<()>;

    /// Sees to it that another profile's files find a place.
    ///
    /// # Errors
    /// Where there is no room.
    async fn make_place(&self) -> Answer<()>;

    /// Whether the browser believes that there is a network.
    fn is_online(&self) -> bool;

    /// Waits until what [`Host::is_online`] says has changed, or the page has come to the front.
    async fn stirred(&self);

    /// Waits.
    async fn sleep(&self, millis: i64);

    /// Opens the way of the server's change notices; none where there is none now.
    async fn notices(&self, url: String, token: String) -> Option<Self::Notices>;

    /// Runs a future beside everything else.
    fn spawn(&self, work: impl Future<Output = ()> + 'static);

    /// Tells the page of something: an event as JSON.
    fn tell(&self, event: String);
}

/// The server's change notices, until dropped.
#[expect(async_fn_in_trait, reason = "nothing here leaves its thread")]
pub trait Notices {
    /// Waits for the next one; false when the connection is gone.
    async fn next(&mut self) -> bool;
}
