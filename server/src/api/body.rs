//! Messages of the protocol as request and answer bodies.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use fieldwalk_core::protocol::{BODY_BYTES_MAX, CodecError, MEDIA_TYPE, decode_body, encode_body};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::problem::Problem;

/// Reads a message, however much it may claim to unpack to.
pub(super) async fn read<T: DeserializeOwned>(body: Body) -> Result<T, Problem> {
    let bytes = to_bytes(body, BODY_BYTES_MAX).await.map_err(|_| Problem::body_too_large())?;
    decode_body(&bytes).map_err(|error| match error {
        CodecError::TooLarge => Problem::body_too_large(),
        CodecError::NotCompressed | CodecError::NotTheMessage => Problem::body_unreadable(),
    })
}

/// A message as an answer. Nobody in between may keep it.
pub(super) fn answer<T: Serialize>(message: &T) -> Response {
    let mut response = encode_body(message).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
