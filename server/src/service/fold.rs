//! Housekeeping: folding documents whose tail has grown, dropping what snapshots cover, forgetting old refusals.

use fieldwalk_core::protocol::{Chunk, DOCUMENT_BYTES_MAX, Refusal, Signer};

use super::Service;
use crate::store::document::DocumentRow;
use crate::store::{StoreError, audit, chunk, document, snapshot};

/// Chunks that a snapshot covers keep their bytes this long.
const COVERED_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// Refusals are kept this long.
const REFUSAL_MILLIS: i64 = 90 * 24 * 60 * 60 * 1000;
/// Refusals kept of one device.
const REFUSALS_MAX: u32 = 1_000;

/// Does all that is due. Only one of these runs at a time; more do no harm, only work.
///
/// # Errors
/// [`StoreError`]; the rest is done the next time.
pub async fn keep_house(service: &Service) -> Result<(), StoreError> {
    fold_long_tails(service).await?;
    let now = service.now();
    let covered_before = now.plus_millis(-COVERED_MILLIS);
    service
        .store
        .write(move |transaction| {
            let dropped = chunk::drop_covered(transaction, covered_before)?;
            if dropped > 0 {
                tracing::info!(chunks = dropped, "dropped what snapshots cover");
            }
            audit::forget_refusals(transaction, now.plus_millis(-REFUSAL_MILLIS), REFUSALS_MAX)
        })
        .await
}

/// Folds every document whose tail is long.
///
/// # Errors
/// [`StoreError`].
pub async fn fold_long_tails(service: &Service) -> Result<(), StoreError> {
    let sizes = service.sizes;
    let due = service
        .store
        .read(move |connection| document::with_long_tail(connection, sizes.tail_bytes_max, sizes.tail_chunks_max))
        .await?;
    for document in due {
        fold(service, document).await?;
    }
    Ok(())
}

/// Folds one document as it is in `row`; what comes meanwhile is its new tail.
async fn fold(service: &Service, row: DocumentRow) -> Result<(), StoreError> {
    let (row, parts) = service
        .store
        .read(move |connection| {
            let parts = chunk::whole(connection, &row)?;
            Ok::<_, StoreError>((row, parts))
        })
        .await?;
    let parts = parts.into_iter().map(|held| held.chunk.bytes).collect();
    let folded = match service.vetting.fold(row.key, parts).await {
        Ok(bytes) if bytes.len() > DOCUMENT_BYTES_MAX => Err(Refusal::DocumentFull),
        folded => folded,
    };
    let (identity, now) = (service.identity.clone(), service.now());
    let is_folded = folded.is_ok();
    service
        .store
        .write(move |transaction| match folded {
            Ok(bytes) => {
                let present = document::find(transaction, row.network, &row.key)?;
                if present.is_none_or(|present| present.covers >= row.last_number) {
                    return Ok(());
                }
                let chunk = Chunk::sign(row.network, row.key, bytes, Signer::Server, &identity.keys);
                snapshot::insert(transaction, &row, &chunk, row.last_number, now)
            }
            Err(reason) => {
                // It stays as it is: nothing of it is dropped, and readers get it in its parts.
                tracing::error!(document = %row.key, %reason, "a document could not be folded");
                document::unfoldable(transaction, row.id, row.last_number)
            }
        })
        .await?;
    if is_folded {
        service.metrics.count_folded();
    }
    Ok(())
}
