//! `POST /v1/enrol`: an invite becomes a token.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{Extensions, HeaderMap};
use axum::response::Response;

use super::body;
use super::problem::Problem;
use crate::app::App;
use crate::service::enrol;

pub(super) async fn enrol(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Body,
) -> Result<Response, Problem> {
    let address = address(&headers, &extensions, app.parts.is_behind_proxy);
    app.parts.limiter.enrolment(address).map_err(Problem::wait)?;
    let request = body::unpack(body::receive(body).await?).await?;
    body::answer(enrol::enrol(app.service(), request).await?).await
}

/// The address of the other side. The header is believed only where a proxy is known to write it, and then its last
/// entry: the others come from whoever asked the proxy.
fn address(headers: &HeaderMap, extensions: &Extensions, is_behind_proxy: bool) -> IpAddr {
    let forwarded = headers
        .get_all("x-forwarded-for")
        .into_iter()
        .next_back()
        .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let connected = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    forwarded.filter(|_| is_behind_proxy).or(connected).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}
