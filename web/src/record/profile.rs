//! Who is on this phone, how they came, and what changed for them.

use fieldwalk_core::protocol;

use super::record;
use crate::error::{Answer, bad_argument};

record! {
    /// A profile as the list shows it.
    ProfileEntry {
        /// Which; give it to `openProfile`.
        profile: String,
        /// The network's name; null until it has joined, or where it cannot be read now.
        network_name: Option<String>,
        /// The member; null as above.
        member: Option<String>,
        /// The member's name; null before the first sync too.
        member_name: Option<String>,
        /// Whether opening it takes a PIN.
        has_pin: bool,
        /// Whether it is open.
        is_open: bool,
    }
}

record! {
    /// Where to join, and with what.
    Invite {
        /// The server's address, e.g. `https://fieldwalk.example.org`.
        server_url: String,
        /// The single-use code, as typed or scanned: case, spaces and dashes do not matter.
        code: String,
    }
}

impl Invite {
    /// Reads an invite from what a person scanned or pasted.
    pub(crate) fn parse(text: &str) -> Answer<Self> {
        let invite = protocol::Invite::parse(text).map_err(bad_argument)?;
        Ok(Self { server_url: invite.server_url, code: invite.code })
    }

    /// The invite, if it can be one.
    pub(crate) fn checked(self) -> Answer<Self> {
        let invite =
            protocol::Invite { server_url: self.server_url, code: self.code }.checked().map_err(bad_argument)?;
        Ok(Self { server_url: invite.server_url, code: invite.code })
    }
}

record! {
    /// A code that signs this member in to the console, in a browser.
    SignInCode {
        /// 16 letters in groups of four, to be typed.
        code: String,
        /// The link that signs in when it is opened.
        link: String,
        /// Until when it is good, by the server's clock.
        expires_at: i64,
    }
}

record! {
    /// What changed: what to read again, never what it says.
    Changes {
        /// Everything up to this revision; see the status.
        revision: i64,
        /// In these visits: the plan, the notebook, what is shared, the debrief or the response.
        visits: Vec<String>,
        /// In the network's own words.
        in_network: bool,
        /// In the list of visits, their stages, the members.
        in_facts: bool,
        /// In what is held, waiting or refused, or in the connection.
        in_status: bool,
    }
}
