//! Messages of the protocol as request and answer bodies. Packing and unpacking are work for a blocking thread.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use fieldwalk_core::protocol::{BODY_BYTES_MAX, CodecError, MEDIA_TYPE, PART_BYTES_MAX, decode_body, encode_body};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::task::spawn_blocking;

use super::problem::Problem;

/// Receives a body, up to its limit.
pub(super) async fn receive(body: Body) -> Result<Bytes, Problem> {
    to_bytes(body, BODY_BYTES_MAX).await.map_err(|_| Problem::body_too_large())
}

/// Receives a part of an attachment, with the little around it.
pub(super) async fn receive_part(body: Body) -> Result<Bytes, Problem> {
    to_bytes(body, 2 * PART_BYTES_MAX).await.map_err(|_| Problem::body_too_large())
}

/// Unpacks a message, however much it may claim to unpack to.
pub(super) async fn unpack<T: DeserializeOwned + Send + 'static>(bytes: Bytes) -> Result<T, Problem> {
    let message = spawn_blocking(move || decode_body(&bytes)).await.map_err(|_| Problem::body_unreadable())?;
    message.map_err(|error| match error {
        CodecError::TooLarge => Problem::body_too_large(),
        CodecError::NotCompressed | CodecError::NotTheMessage => Problem::body_unreadable(),
    })
}

/// A message as an answer. Nobody in between may keep it.
pub(super) async fn answer<T: Serialize + Send + 'static>(message: T) -> Result<Response, Problem> {
    let packed = spawn_blocking(move || encode_body(&message)).await.map_err(|_| Problem::unavailable())?;
    let mut response = packed.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
