//! How many requests one device may make, and how many codes may be tried from one address.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use fieldwalk_core::ids::DeviceId;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Rates per minute. `None` where there is no limit, as in a simulation.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// Requests of one device.
    pub requests: Option<NonZeroU32>,
    /// Parts of attachments of one device, counted apart: a picture must never use up what a text needs.
    pub parts: Option<NonZeroU32>,
    /// Invites tried from one address, and as many sign-in codes.
    pub enrolments: Option<NonZeroU32>,
}

impl Default for Rates {
    fn default() -> Self {
        Self { requests: NonZeroU32::new(60), parts: NonZeroU32::new(240), enrolments: NonZeroU32::new(30) }
    }
}

impl Rates {
    /// No limits at all.
    pub const NONE: Self = Self { requests: None, parts: None, enrolments: None };
}

/// Keeps count.
pub(crate) struct Limiter {
    requests: Option<DefaultKeyedRateLimiter<DeviceId>>,
    parts: Option<DefaultKeyedRateLimiter<DeviceId>>,
    enrolments: Option<DefaultKeyedRateLimiter<IpAddr>>,
    sign_ins: Option<DefaultKeyedRateLimiter<IpAddr>>,
}

impl Limiter {
    pub(crate) fn new(rates: Rates) -> Self {
        Self {
            requests: rates.requests.map(|rate| RateLimiter::keyed(Quota::per_minute(rate))),
            parts: rates.parts.map(|rate| RateLimiter::keyed(Quota::per_minute(rate))),
            enrolments: rates.enrolments.map(|rate| RateLimiter::keyed(Quota::per_minute(rate))),
            sign_ins: rates.enrolments.map(|rate| RateLimiter::keyed(Quota::per_minute(rate))),
        }
    }

    /// Counts a request; an error says how long to wait.
    pub(crate) fn request(&self, device: DeviceId) -> Result<(), Duration> {
        counted(self.requests.as_ref(), &device)
    }

    /// Counts a part of an attachment; an error says how long to wait.
    pub(crate) fn part(&self, device: DeviceId) -> Result<(), Duration> {
        counted(self.parts.as_ref(), &device)
    }

    /// Counts a try to enrol; an error says how long to wait.
    pub(crate) fn enrolment(&self, address: IpAddr) -> Result<(), Duration> {
        counted(self.enrolments.as_ref(), &subnet(address))
    }

    /// Counts a try to sign in; an error says how long to wait.
    pub(crate) fn sign_in(&self, address: IpAddr) -> Result<(), Duration> {
        counted(self.sign_ins.as_ref(), &subnet(address))
    }

    /// Forgets who has not come for long.
    pub(crate) fn forget(&self) {
        self.requests.iter().chain(&self.parts).for_each(RateLimiter::retain_recent);
        self.enrolments.iter().chain(&self.sign_ins).for_each(RateLimiter::retain_recent);
    }
}

fn counted<K: Clone + std::hash::Hash + Eq>(
    limiter: Option<&DefaultKeyedRateLimiter<K>>,
    key: &K,
) -> Result<(), Duration> {
    let Some(limiter) = limiter else { return Ok(()) };
    limiter.check_key(key).map_err(|until| until.wait_time_from(DefaultClock::default().now()))
}

/// Whoever has one IPv6 address has 2^64 of them.
fn subnet(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}
