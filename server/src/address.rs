//! The address of the other side of a request, for counting who tries codes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

/// The address of the other side. The header is believed only where a proxy is known to write it, and then its last
/// entry: the others come from whoever asked the proxy.
pub(crate) fn address(headers: &HeaderMap, extensions: &Extensions, is_behind_proxy: bool) -> IpAddr {
    let forwarded = headers
        .get_all("x-forwarded-for")
        .into_iter()
        .next_back()
        .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let connected = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    forwarded.filter(|_| is_behind_proxy).or(connected).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}
