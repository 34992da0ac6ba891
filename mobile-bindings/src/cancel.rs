//! A way for the caller to end work that takes long: dropping a future is not heard of in every language.

use std::sync::Arc;

use tokio::sync::watch;

/// Ends what it was given to, once.
#[derive(uniffi::Object)]
pub struct Cancel(watch::Sender<bool>);

#[uniffi::export]
impl Cancel {
    /// One that was not used yet.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::new(Self(watch::Sender::new(false)))
    }

    /// Ends the work at its next step, with everything on disk. Also what begins later.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was used.
    pub fn is_cancelled(&self) -> bool {
        *self.0.borrow()
    }
}

impl Cancel {
    /// Waits until it is used.
    pub(crate) async fn cancelled(&self) {
        until_true(self.0.subscribe()).await;
    }
}

/// Waits until this is true; for ever where nobody can say so any more.
pub(crate) async fn until_true(mut flag: watch::Receiver<bool>) {
    if flag.wait_for(|is_true| *is_true).await.is_err() {
        std::future::pending().await
    }
}
