//! Signing in to the console with a code that the phone shows.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// A single-use code that signs the device's member in to the console.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInAnswer {
    /// 16 letters of Crockford's base 32, in groups of four: case, spaces and dashes do not matter.
    pub code: String,
    /// Until when it is good, by the server's clock.
    pub expires_at: Timestamp,
}

impl SignInAnswer {
    /// The link that signs in when it is opened, e.g. from a QR code. The code is in the fragment, which no browser
    /// sends and no log keeps.
    pub fn link(&self, server_url: &str) -> String {
        format!("{}/sign-in#{}", server_url.trim_end_matches('/'), self.code)
    }
}

impl fmt::Debug for SignInAnswer {
    /// Leaves the code out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignInAnswer(until {})", self.expires_at)
    }
}
