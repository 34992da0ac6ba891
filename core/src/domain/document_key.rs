//! Which document: the kind, and who or what it belongs to.
//!
//! The key itself says who owns a document, so a permission is a function of the key and the server's facts, and
//! nobody can claim a document by writing a name into it. Still to come here: `Roadmap(SchoolId)`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::{MemberId, VisitId};

/// Names one document inside a network. Its text form (`notebook/<visit>/<member>`) is used in SQL and in logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKey {
    /// The network's own words: vision, norms, look-for library.
    Network,
    /// The plan of one visit.
    Visit(VisitId),
    /// One member's private capture for one visit.
    Notebook(VisitId, MemberId),
    /// What that member chose to share with the visit.
    Contribution(VisitId, MemberId),
    /// What the group made of the evidence of one visit.
    Debrief(VisitId),
    /// What the host does about it.
    Response(VisitId),
}

impl DocumentKey {
    /// The visit this document belongs to; `None` for the network's.
    pub fn visit(&self) -> Option<VisitId> {
        match *self {
            Self::Network => None,
            Self::Visit(visit)
            | Self::Notebook(visit, _)
            | Self::Contribution(visit, _)
            | Self::Debrief(visit)
            | Self::Response(visit) => Some(visit),
        }
    }

    /// The one member who writes this document; `None` where several may.
    pub fn owner(&self) -> Option<MemberId> {
        match *self {
            Self::Network | Self::Visit(_) | Self::Debrief(_) | Self::Response(_) => None,
            Self::Notebook(_, owner) | Self::Contribution(_, owner) => Some(owner),
        }
    }

    /// The noun for this kind of document.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Visit(_) => "visit",
            Self::Notebook(..) => "notebook",
            Self::Contribution(..) => "contribution",
            Self::Debrief(_) => "debrief",
            Self::Response(_) => "response",
        }
    }
}

impl fmt::Display for DocumentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network => write!(f, "network"),
            Self::Visit(visit) => write!(f, "visit/{visit}"),
            Self::Notebook(visit, member) => write!(f, "notebook/{visit}/{member}"),
            Self::Contribution(visit, member) => write!(f, "contribution/{visit}/{member}"),
            Self::Debrief(visit) => write!(f, "debrief/{visit}"),
            Self::Response(visit) => write!(f, "response/{visit}"),
        }
    }
}

/// The text is not the key of a document of a kind known here (a newer version may know more).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the key of a document that this version knows")]
pub struct NotADocumentKey;

impl FromStr for DocumentKey {
    type Err = NotADocumentKey;

    fn from_str(text: &str) -> Result<Self, NotADocumentKey> {
        let visit = |id: &str| id.parse::<VisitId>().map_err(|_| NotADocumentKey);
        let member = |id: &str| id.parse::<MemberId>().map_err(|_| NotADocumentKey);
        match text.split('/').collect::<Vec<_>>()[..] {
            ["network"] => Ok(Self::Network),
            ["visit", v] => Ok(Self::Visit(visit(v)?)),
            ["notebook", v, m] => Ok(Self::Notebook(visit(v)?, member(m)?)),
            ["contribution", v, m] => Ok(Self::Contribution(visit(v)?, member(m)?)),
            ["debrief", v] => Ok(Self::Debrief(visit(v)?)),
            ["response", v] => Ok(Self::Response(visit(v)?)),
            _ => Err(NotADocumentKey),
        }
    }
}

impl Serialize for DocumentKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DocumentKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn every_kind_of_key_survives_its_text_form() {
        let (visit, member) = (VisitId(Uuid::from_u128(1)), MemberId(Uuid::from_u128(2)));
        for key in [
            DocumentKey::Network,
            DocumentKey::Visit(visit),
            DocumentKey::Notebook(visit, member),
            DocumentKey::Contribution(visit, member),
            DocumentKey::Debrief(visit),
            DocumentKey::Response(visit),
        ] {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        for wrong in ["", "network/", "notebook/x/y", "contribution", "visit/../../etc"] {
            assert_eq!(wrong.parse::<DocumentKey>(), Err(NotADocumentKey), "{wrong}");
        }
    }
}
