//! Invites as people get them: a link or a QR code, or an address and a code read out.

use fieldwalk_core::protocol;

use crate::error::{Answer, bad_argument};

/// Where to join, and with what.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct Invite {
    /// The server's address, e.g. `https://fieldwalk.example.org`.
    pub server_url: String,
    /// The single-use code, as typed or scanned: case, spaces and dashes do not matter.
    pub code: String,
}

impl Invite {
    /// The invite, if it can be one.
    pub(crate) fn checked(self) -> Answer<Self> {
        let Self { server_url, code } = self;
        taken(protocol::Invite { server_url, code }.checked())
    }
}

/// Reads an invite from what a person scanned or pasted: a link with the code after its `#`, or the address and the
/// code with white space between them.
#[uniffi::export]
pub fn parse_invite(text: String) -> Answer<Invite> {
    taken(protocol::Invite::parse(&text))
}

fn taken(invite: Result<protocol::Invite, protocol::NotAnInvite>) -> Answer<Invite> {
    let protocol::Invite { server_url, code } = invite.map_err(bad_argument)?;
    Ok(Invite { server_url, code })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<(String, String)> {
        parse_invite(text.to_owned()).ok().map(|invite| (invite.server_url, invite.code))
    }

    #[test]
    fn invite_is_read_from_a_link_and_from_words() {
        let expected = Some(("https://walk.example.org".to_owned(), "ABCD-EFGH".to_owned()));
        assert_eq!(parse(" https://walk.example.org/invite#ABCD-EFGH\n"), expected);
        assert_eq!(parse("https://walk.example.org/ ABCD-EFGH"), expected);
        assert!(parse("http://127.0.0.1:8080#A1").is_some() && parse("http://192.168.1.4/#A1").is_some());
    }

    #[test]
    fn what_is_no_invite_is_refused() {
        let long = format!("https://a#{}", "A".repeat(2_048));
        for wrong in [
            "",
            "#",
            "https://#A",
            "ftp://a#B",
            "http://walk.example.org#A1",
            "https://a",
            "https://a#",
            "https://a@b#C",
            "https://a b#C?",
            "https://a#é",
            &long,
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
