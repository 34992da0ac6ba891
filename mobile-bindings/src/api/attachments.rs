//! Pictures of notes: attached and listed without a network; sent after the text, and fetched when they are looked at.

use std::sync::Arc;

use fieldwalk_core::client::ClientError;
use fieldwalk_core::domain::BlobHash;
use fieldwalk_core::driver::{Connection, NoPart, NotFetched, fetch_attachment, upload_attachments};
use fieldwalk_core::ids::{AttachmentId, ItemId};

use super::file::{file, write_whole};
use super::sane;
use crate::cancel::Cancel;
use crate::error::{Answer, FieldwalkError, Retry, bad_argument, cancelled, closed, error};
use crate::ids::{id, optional};
use crate::profile::Profile;
use crate::record::{NotePicture, PictureOutcome};
use crate::runtime::{off_thread, on_runtime};
use crate::sync::not_joined;

#[uniffi::export]
impl Profile {
    /// Attaches the picture in the file `path` (JPEG, PNG or WebP, at most 10 MB) to a note; its id. `caption` says what
    /// is to be seen, for who cannot see it. Place, time, camera and whatever else is written beside the picture stay out
    /// of what is kept; the file itself is left as it is and is not needed any more.
    pub async fn add_attachment(
        &self,
        visit: String,
        note: String,
        path: String,
        caption: String,
    ) -> Answer<String> {
        let (visit, note): (_, ItemId) = (id(&visit)?, id(&note)?);
        let (path, caption) = (file(path)?, sane(caption)?);
        self.write(move |client| Ok(client.add_attachment_file(visit, note, &path, &caption)?.to_string())).await
    }

    /// Says what is to be seen in a picture.
    pub async fn caption_attachment(&self, visit: String, attachment: String, caption: String) -> Answer<()> {
        let (visit, attachment): (_, AttachmentId) = (id(&visit)?, id(&attachment)?);
        let caption = sane(caption)?;
        self.write(move |client| Ok(client.caption_attachment(visit, attachment, &caption)?)).await
    }

    /// Takes a picture from its note, for good. What was shared of it stays shared until it is withdrawn.
    pub async fn remove_attachment(&self, visit: String, attachment: String) -> Answer<()> {
        let (visit, attachment): (_, AttachmentId) = (id(&visit)?, id(&attachment)?);
        self.write(move |client| Ok(client.remove_attachment(visit, attachment)?)).await
    }

    /// The pictures of one note, or of all of this member's notes on a visit.
    pub async fn attachments(&self, visit: String, note: Option<String>) -> Answer<Vec<NotePicture>> {
        let (visit, note) = (id(&visit)?, optional(note.as_deref())?);
        self.read(move |client| Ok(client.attachments(visit, note)?.into_iter().map(Into::into).collect())).await
    }

    /// Writes a picture to the file `path`, whole or not at all: of one's own note, or one that is shared with the visit.
    /// Where its bytes are not on this device they are fetched first, which needs a network and goes on where it was left.
    #[uniffi::method(default(cancel = None))]
    pub async fn fetch_attachment(
        &self,
        visit: String,
        hash: String,
        path: String,
        cancel: Option<Arc<Cancel>>,
    ) -> Answer<()> {
        let (lease, way, closing) = (self.lease()?, self.way().clone(), self.closing());
        let (visit, path) = (id(&visit)?, file(path)?);
        let hash: BlobHash = hash.parse().map_err(bad_argument)?;
        let cancel = cancel.unwrap_or_else(Cancel::new);
        on_runtime(async move {
            let client = lease.client.clone();
            let here = off_thread(move || Ok(client.attachment_bytes(visit, hash)?)).await?;
            if here.is_none() {
                let profile = lease.client.profile().ok_or_else(not_joined)?;
                let connection = Connection::new(way, &profile);
                tokio::select! {
                    biased;
                    () = closing => return Err(closed()),
                    () = cancel.cancelled() => return Err(cancelled()),
                    fetched = fetch_attachment(&lease.client, &connection, visit, hash) => fetched.map_err(not_fetched)?,
                }
            }
            off_thread(move || {
                let bytes = lease.client.attachment_bytes(visit, hash)?.ok_or(ClientError::UnknownItem)?;
                write_whole(&path, &bytes)
            })
            .await
        })
        .await
    }

    /// Sends the pictures that wait, also where every request costs; `keep_synced` does it by itself where none does.
    /// Sync first: the server takes a picture when it has its note.
    #[uniffi::method(default(cancel = None))]
    pub async fn upload_attachments(&self, cancel: Option<Arc<Cancel>>) -> Answer<PictureOutcome> {
        let (lease, way, closing) = (self.lease()?, self.way().clone(), self.closing());
        let cancel = cancel.unwrap_or_else(Cancel::new);
        on_runtime(async move {
            let profile = lease.client.profile().ok_or_else(not_joined)?;
            let connection = Connection::new(way, &profile);
            tokio::select! {
                biased;
                () = closing => Err(closed()),
                () = cancel.cancelled() => Err(cancelled()),
                report = upload_attachments(&lease.client, &connection) => Ok(report.into()),
            }
        })
        .await
    }
}

fn not_fetched(error: NotFetched) -> FieldwalkError {
    match error {
        NotFetched::Client(error) => error.into(),
        NotFetched::NoPart(NoPart::Failed(failure)) => failure.into(),
        NotFetched::NoPart(NoPart::Refused(refusal)) => error!(Refused, Retry::Later, refusal),
    }
}
