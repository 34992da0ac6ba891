//! What is kept of one observer's writing, read from a place that keeps it: the phone's own store, or the server.

use std::collections::BTreeMap;

use anyhow::Context;
use fieldwalk_core::clock::seeded_rng;
use fieldwalk_core::document::{Actor, Document};
use fieldwalk_core::domain::{Contribution, DocumentKey, Notebook};
use fieldwalk_core::ids::{DeviceId, MemberId, NetworkId, VisitId};
use uuid::Uuid;

use super::phone::Phone;
use crate::app::App;
use crate::store::{chunk, document};

/// What is kept of one observer's writing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) notebook: Notebook,
    pub(super) contribution: Contribution,
}

impl Kept {
    /// By the phone, which has just been opened: so from its disk.
    pub(super) fn by_phone(phone: &Phone, visit: VisitId) -> anyhow::Result<Self> {
        Ok(Self { notebook: phone.client.notebook(visit)?, contribution: phone.client.contribution(visit)? })
    }
}

/// By the server, for every observer: from its database, put together by a worker.
pub(super) async fn kept_by_server(
    app: &App,
    network: NetworkId,
    visit: VisitId,
) -> anyhow::Result<BTreeMap<MemberId, Kept>> {
    let service = app.service();
    let rows = service.store.read(move |connection| document::of_visit(connection, network, visit)).await?;
    let mut kept: BTreeMap<MemberId, Kept> = BTreeMap::new();
    for row in rows {
        let key = row.key;
        let Some(owner) = key.owner() else { continue };
        let parts = service.store.read(move |connection| chunk::whole(connection, &row)).await?;
        let parts = parts.into_iter().map(|held| held.chunk.bytes).collect();
        let whole = service.vetting.fold(key, parts).await.with_context(|| format!("the server's {key}"))?;
        let reader = Actor::new(DeviceId(Uuid::nil()), &mut seeded_rng(0));
        let document = Document::load(key, &reader, [whole.as_slice()])?;
        let kept = kept.entry(owner).or_default();
        match key {
            DocumentKey::Notebook(..) => kept.notebook = document.notebook(),
            DocumentKey::Contribution(..) => kept.contribution = document.contribution(),
            DocumentKey::Visit(_) | DocumentKey::Network | DocumentKey::Debrief(_) | DocumentKey::Response(_) => {}
        }
    }
    Ok(kept)
}
