//! A visit as one file, for a school without a network: hand it to a colleague, or take it to another device.
//!
//! The file holds signed chunks and nothing else, so it is checked like a push: whoever carries it cannot change it,
//! and the server takes it from any member. What comes in by file is asked after and given on at the next sync.

use serde::{Deserialize, Serialize};

use super::{Changed, Client, ClientError, Inner};
use crate::document;
use crate::domain::{DocumentKey, may_hold, may_write};
use crate::ids::{NetworkId, VisitId};
use crate::protocol::{self, Chunk, Refusal, Signer};
use crate::store::{changes, inbox, meta, outbox};

/// The first line of a file; frozen.
const MAGIC: &[u8] = b"fieldwalk visit 1\n";

/// For whom a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportScope {
    /// For a colleague on the same visit: the plan, what is shared, and what the server holds of the debrief and, once
    /// it is published, of the response; never the notebook.
    ForColleagues,
    /// For another device of the same member: the notebook too.
    ForMyself,
}

/// What became of a file's chunks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// New here.
    pub added: usize,
    /// Here already.
    pub known: usize,
    /// Not taken, and why.
    pub refused: Vec<(DocumentKey, Refusal)>,
}

#[derive(Serialize, Deserialize)]
struct VisitFile {
    network: NetworkId,
    visit: VisitId,
    chunks: Vec<Chunk>,
}

impl Client {
    /// The visit as one file.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn export_visit(&self, visit: VisitId, scope: ExportScope) -> Result<Vec<u8>, ClientError> {
        let mut inner = self.lock();
        let notebook = inner.notebook_key(visit)?;
        let network = inner.enrolment()?.network;
        let is_published = inner.known_visit(visit).is_ok_and(|facts| facts.is_response_published);
        let Inner { store, keys, .. } = &mut *inner;
        store.write(|tx| outbox::seal(tx, network, keys, document::is_readable))?;
        let mut chunks = Vec::new();
        for key in changes::documents(store.read())? {
            let wanted = match key {
                DocumentKey::Network => false,
                DocumentKey::Notebook(..) => key == notebook && scope == ExportScope::ForMyself,
                DocumentKey::Response(of) => of == visit && (is_published || scope == ExportScope::ForMyself),
                DocumentKey::Visit(of) | DocumentKey::Contribution(of, _) | DocumentKey::Debrief(of) => {
                    of == visit
                }
            };
            if wanted {
                // Others would build on it, and be refused with it should the server not take it.
                let is_shared = matches!(key, DocumentKey::Debrief(_) | DocumentKey::Response(_));
                let only_held = is_shared && scope == ExportScope::ForColleagues;
                chunks.extend(inbox::chunks(store.read(), &key, only_held)?);
            }
        }
        let body = protocol::encode_body(&VisitFile { network, visit, chunks });
        Ok([MAGIC, &body].concat())
    }

    /// Takes in a file that [`Client::export_visit`] made on any device of the network. Taking it twice changes
    /// nothing.
    ///
    /// # Errors
    /// [`ClientError::NotAVisitFile`], [`ClientError::OtherNetwork`]; those of the store. Then nothing was changed.
    pub fn import_visit(&self, file: &[u8]) -> Result<ImportReport, ClientError> {
        let body = file.strip_prefix(MAGIC).ok_or(ClientError::NotAVisitFile)?;
        let file: VisitFile = protocol::decode_body(body).map_err(|_| ClientError::NotAVisitFile)?;
        let mut inner = self.lock();
        if file.network != inner.enrolment()?.network {
            return Err(ClientError::OtherNetwork);
        }
        let mut report = ImportReport::default();
        for chunk in &file.chunks {
            match inner.import(file.visit, chunk)? {
                Imported::Added => report.added += 1,
                Imported::Known => report.known += 1,
                Imported::Refused(refusal) => report.refused.push((chunk.document, refusal)),
            }
        }
        drop(inner);
        self.look_at_what_came();
        self.notify([Changed::Visit(file.visit), Changed::Status]);
        Ok(report)
    }
}

enum Imported {
    Added,
    Known,
    Refused(Refusal),
}

impl Inner {
    fn import(&mut self, visit: VisitId, chunk: &Chunk) -> Result<Imported, ClientError> {
        let network = self.enrolment()?.network;
        let hash = chunk.hash(network);
        if outbox::holds(self.store.read(), hash)? {
            return Ok(Imported::Known);
        }
        if let Err(refusal) = self.check_import(visit, chunk)? {
            return Ok(Imported::Refused(refusal));
        }
        self.store.write(|tx| {
            outbox::insert(tx, chunk, hash, "unsure", None)?;
            inbox::mark(tx, &chunk.document, "unverified")
        })?;
        self.documents.remove(&chunk.document);
        Ok(Imported::Added)
    }

    /// The same checks as the server's, with the facts that this device has.
    fn check_import(&self, visit: VisitId, chunk: &Chunk) -> Result<Result<(), Refusal>, ClientError> {
        let network = self.enrolment()?.network;
        let facts = self.facts.as_ref().ok_or(ClientError::NotEnrolled)?;
        let me = self.me()?;
        let visits = self.visit_facts()?;
        let visit_facts = visits.get(&visit);
        if chunk.document.visit() != Some(visit) || !may_hold(&me, &chunk.document, visit_facts) {
            return Ok(Err(Refusal::NotAllowed));
        }
        let device = match chunk.signer {
            Signer::Server => {
                let key = meta::get_bytes(self.store.read(), "server_key")?.ok_or(ClientError::NotEnrolled)?;
                let parts =
                    [changes::parts(self.store.read(), &chunk.document)?, vec![chunk.bytes.clone()]].concat();
                return Ok(if chunk.is_signed_by(network, &key) {
                    document::fold(&chunk.document, &parts).map(|_| ())
                } else {
                    Err(Refusal::WrongSignature)
                });
            }
            Signer::Device(device) => device,
        };
        let Some(signer) = facts.devices.get(&device) else { return Ok(Err(Refusal::UnknownDevice)) };
        if !chunk.is_signed_by(network, &signer.public_key) {
            return Ok(Err(Refusal::WrongSignature));
        }
        let author = facts.members.get(&signer.member);
        if !author.is_some_and(|author| may_write(author, &chunk.document, visit_facts)) {
            return Ok(Err(Refusal::NotAllowed));
        }
        let base = changes::parts(self.store.read(), &chunk.document)?;
        let vetted = document::vet(&chunk.document, &base, &[(device, chunk.bytes.clone())]);
        Ok(vetted.into_iter().next().unwrap_or(Err(Refusal::Unreadable)).map(|_| ()))
    }
}
