//! Invites as people get them: a link or a QR code, or an address and a code read out.

use core::net::Ipv4Addr;
use std::fmt;

use super::INVITE_PAGE;

/// The longest invite that is looked at, in bytes.
const INVITE_BYTES_MAX: usize = 2_048;

/// Where to join, and with what.
#[derive(Clone, PartialEq, Eq)]
pub struct Invite {
    /// The server's address, e.g. `https://fieldwalk.example.org`.
    pub server_url: String,
    /// The single-use code, as typed or scanned: case, spaces and dashes do not matter.
    pub code: String,
}

/// Why this is no invite; for a developer's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotAnInvite(&'static str);

impl Invite {
    /// Reads an invite from what a person scanned or pasted: a link with the code after its `#`, or the address and the
    /// code with white space between them.
    ///
    /// # Errors
    /// Where it cannot be one.
    pub fn parse(text: &str) -> Result<Self, NotAnInvite> {
        if text.len() > INVITE_BYTES_MAX {
            return Err(TOO_LONG);
        }
        let text = text.trim();
        let link = text.split_once('#').map(|(address, code)| (address.trim_end_matches(INVITE_PAGE), code));
        let parts = link.or_else(|| text.split_once(char::is_whitespace));
        let (server_url, code) = parts.ok_or(NotAnInvite("an invite is the address of a server and a code"))?;
        Self { server_url: server_url.to_owned(), code: code.to_owned() }.checked()
    }

    /// The invite, if it can be one: in clear only to a server on this machine or in this house.
    ///
    /// # Errors
    /// Where it cannot.
    pub fn checked(self) -> Result<Self, NotAnInvite> {
        if self.server_url.len() + self.code.len() > INVITE_BYTES_MAX {
            return Err(TOO_LONG);
        }
        let is_code = |character: char| character.is_ascii_alphanumeric() || " -".contains(character);
        if self.code.trim().is_empty() || !self.code.chars().all(is_code) {
            return Err(NotAnInvite("the code of an invite is made of letters and digits"));
        }
        let server_url = self.server_url.trim().trim_end_matches('/').to_owned();
        let rest = server_url.strip_prefix("https://").or_else(|| {
            // In clear only where nobody else listens.
            server_url.strip_prefix("http://").filter(|rest| is_near(rest))
        });
        let is_address = |rest: &str| {
            let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]/_~".contains(&byte);
            !rest.is_empty() && !rest.starts_with('/') && rest.bytes().all(is_fit)
        };
        if !rest.is_some_and(is_address) {
            return Err(NotAnInvite("the address of a server looks like https://fieldwalk.example.org"));
        }
        Ok(Self { server_url, code: self.code.trim().to_owned() })
    }
}

const TOO_LONG: NotAnInvite = NotAnInvite("an invite is not as long as this");

impl fmt::Debug for Invite {
    /// Leaves the code out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Invite({})", self.server_url)
    }
}

/// Whether a server is on this machine or in this house.
fn is_near(rest: &str) -> bool {
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    host == "localhost"
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback() || address.is_private())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<(String, String)> {
        Invite::parse(text).ok().map(|invite| (invite.server_url, invite.code))
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
        let long = format!("https://a#{}", "A".repeat(INVITE_BYTES_MAX));
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
