//! Sending and fetching pictures: after the text and apart from it, one at a time, in parts.

use std::future::Future;

use super::exchange::{accept, problem_kind};
use super::{Connection, Http, Post};
use crate::client::{Client, ClientError, Upload};
use crate::domain::BlobHash;
use crate::ids::VisitId;
use crate::protocol::{
    ATTACHMENTS_PATH, PartGiven, PartReceipt, PartRefusal, PartTaken, PartWanted, decode_body, encode_body,
};
use crate::sync::Failure;

/// Why a part did not go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPart {
    /// There was no usable answer.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// The server refused it.
    #[error(transparent)]
    Refused(#[from] PartRefusal),
}

/// Carries parts of pictures to the server and from it.
pub trait PartTransport {
    /// Gives a part, or asks how far the server has come. Must end by itself after a while.
    fn give(&self, hash: BlobHash, part: &PartGiven) -> impl Future<Output = Result<PartReceipt, NoPart>>;
    /// Takes a part.
    fn take(&self, hash: BlobHash, wanted: &PartWanted) -> impl Future<Output = Result<PartTaken, NoPart>>;
}

impl<H: Http> PartTransport for Connection<H> {
    async fn give(&self, hash: BlobHash, part: &PartGiven) -> Result<PartReceipt, NoPart> {
        self.exchange(format!("{hash}"), encode_body(part)).await
    }

    async fn take(&self, hash: BlobHash, wanted: &PartWanted) -> Result<PartTaken, NoPart> {
        self.exchange(format!("{hash}/part"), encode_body(wanted)).await
    }
}

impl<H: Http> Connection<H> {
    async fn exchange<T: serde::de::DeserializeOwned>(&self, path: String, body: Vec<u8>) -> Result<T, NoPart> {
        let url = format!("{}{ATTACHMENTS_PATH}/{path}", self.server_url);
        let reply = self.http.post(Post { url, token: Some(self.token.clone()), body }).await?;
        if (400..500).contains(&reply.status)
            && let Some(refusal) = PartRefusal::from_word(&problem_kind(&reply.body))
        {
            return Err(refusal.into());
        }
        Ok(decode_body(&accept(reply)?.body).map_err(|_| Failure::BadAnswer)?)
    }
}

/// How sending went. Whatever happened, no text waited for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UploadReport {
    /// Pictures that the server holds now.
    pub held: u32,
    /// Pictures that it refused; they are kept with the reason.
    pub refused: u32,
    /// Why it ended early; `None` where nothing is left to send.
    pub failure: Option<Failure>,
}

/// Sends the pictures that wait, oldest first. Call it when a sync went through: the server takes a picture only when
/// it has the note. Dropping the future stops between two parts, or in one; the next call goes on from there.
pub async fn upload_attachments(client: &Client, transport: &impl PartTransport) -> UploadReport {
    let mut report = UploadReport::default();
    let mut last = None;
    loop {
        let upload = match client.next_upload(last.as_ref()) {
            Ok(Some(upload)) => upload,
            Ok(None) => return report,
            Err(_) => return UploadReport { failure: Some(Failure::NotStored), ..report },
        };
        let outcome = match upload_one(client, transport, &upload).await {
            Ok(()) => Ok(()),
            Err(NoPart::Refused(refusal)) => Err(refusal),
            Err(NoPart::Failed(failure)) => return UploadReport { failure: Some(failure), ..report },
        };
        match outcome {
            Ok(()) => report.held += 1,
            Err(_) => report.refused += 1,
        }
        if client.uploaded(&upload, outcome).is_err() {
            return UploadReport { failure: Some(Failure::NotStored), ..report };
        }
        last = Some(upload);
    }
}

async fn upload_one(client: &Client, transport: &impl PartTransport, upload: &Upload) -> Result<(), NoPart> {
    let mut receipt = transport.give(upload.hash(), &client.part_asked(upload)).await?;
    while !receipt.is_whole {
        let part = client.part_given(upload, receipt.received_bytes).map_err(|_| Failure::NotStored)?;
        // The server has as many bytes as there are here and does not say that these are all.
        let part = part.ok_or(PartRefusal::Damaged)?;
        let next = transport.give(upload.hash(), &part).await?;
        if !next.is_whole && next.received_bytes == receipt.received_bytes {
            return Err(Failure::BadAnswer.into());
        }
        receipt = next;
    }
    Ok(())
}

/// Why a picture could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum NotFetched {
    /// A part did not come.
    #[error(transparent)]
    NoPart(#[from] NoPart),
    /// The profile could not keep it, or nothing names it.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// Brings a picture here, if it is not: of the member's own notebook, or shared with the visit. Goes on where it was
/// left.
///
/// # Errors
/// [`NotFetched`].
pub async fn fetch_attachment(
    client: &Client,
    transport: &impl PartTransport,
    visit: VisitId,
    hash: BlobHash,
) -> Result<(), NotFetched> {
    while let Some(wanted) = client.part_wanted(visit, hash)? {
        let taken = transport.take(hash, &wanted).await?;
        if !client.part_taken(&wanted, hash, &taken)? {
            return Err(NoPart::Failed(Failure::BadAnswer).into());
        }
    }
    Ok(())
}
