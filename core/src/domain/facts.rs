//! What the server states as fact about a network: everything that must not merge.
//!
//! A phone holds the facts it may see and never changes them by itself; it asks with a command and takes the answer.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Ask, DebriefStep, Member, School, VisitKind};
use crate::ids::{AskId, DeviceId, MemberId, NetworkId, SchoolId, VisitId};

/// How far a visit has come. Going back is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being prepared.
    Planned,
    /// Observers are in classrooms.
    Walking,
    /// The group works on what was shared.
    Debriefing,
    /// The facilitator has cleared the contributions; the host reviews.
    Cleared,
    /// The host has released the feedback.
    Released,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Walking, Self::Debriefing, Self::Cleared, Self::Released];

    /// The word used in JSON and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Walking => "walking",
            Self::Debriefing => "debriefing",
            Self::Cleared => "cleared",
            Self::Released => "released",
        }
    }

    /// The stage that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == word)
    }
}

/// How much of the evidence the host reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// Every cleared note, as worded, under its themes.
    #[default]
    WholeEvidence,
    /// Themes only: statements, counts and coverage, without the notes themselves.
    ThemesOnly,
}

impl Shows {
    /// Both, in the order they are listed to people.
    pub const ALL: [Self; 2] = [Self::WholeEvidence, Self::ThemesOnly];

    /// The word used in JSON and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WholeEvidence => "whole_evidence",
            Self::ThemesOnly => "themes_only",
        }
    }

    /// The policy that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shows| shows.as_str() == word)
    }
}

/// Who may read released feedback besides the host and the participants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Nobody else.
    #[default]
    Participants,
    /// Every member of the network, district staff included, reads its themes, never single notes.
    Network,
}

impl Audience {
    /// Both, in the order they are listed to people.
    pub const ALL: [Self; 2] = [Self::Participants, Self::Network];

    /// The word used in JSON and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Participants => "participants",
            Self::Network => "network",
        }
    }

    /// The audience that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == word)
    }
}

/// The facts of one visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitFacts {
    /// The visit.
    pub visit: VisitId,
    /// Its kind.
    pub kind: VisitKind,
    /// The school that opened its classrooms.
    pub host_school: SchoolId,
    /// The day, in the school's own calendar.
    #[serde(with = "super::day")]
    pub date: jiff::civil::Date,
    /// How far it has come.
    pub stage: Stage,
    /// The step of the debrief that the group is at.
    #[serde(default)]
    pub debrief_step: DebriefStep,
    /// Whether the host may see who observed what (off by default).
    pub names_observers: bool,
    /// How much of the evidence the host reads.
    #[serde(default)]
    pub shows: Shows,
    /// Who may read released feedback besides the host and the participants.
    #[serde(default)]
    pub audience: Audience,
    /// Whether participants may read the host's response.
    #[serde(default)]
    pub is_response_published: bool,
    /// How often the feedback has been released; its latest release has this number.
    #[serde(default)]
    pub releases: u32,
    /// The invited observers. Facilitators of the network take part without being listed.
    pub observers: BTreeSet<MemberId>,
}

impl VisitFacts {
    /// A visit that was just planned: observers are not named, and nobody but the host and the participants reads what
    /// is released.
    pub fn planned(
        visit: VisitId,
        kind: VisitKind,
        host_school: SchoolId,
        date: jiff::civil::Date,
        observers: BTreeSet<MemberId>,
    ) -> Self {
        Self {
            visit,
            kind,
            host_school,
            date,
            stage: Stage::Planned,
            debrief_step: DebriefStep::default(),
            names_observers: false,
            shows: Shows::default(),
            audience: Audience::default(),
            is_response_published: false,
            releases: 0,
            observers,
        }
    }
}

/// A device's public key: what its signatures are checked against when chunks travel by file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceFacts {
    /// Whose device it is.
    pub member: MemberId,
    /// Its Ed25519 public key.
    #[serde(with = "serde_bytes")]
    pub public_key: [u8; 32],
}

/// All facts of one network that one reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The network.
    pub network: NetworkId,
    /// Its name.
    pub network_name: String,
    /// Whether photographs may be attached to notes (off by default).
    #[serde(default)]
    pub allows_photographs: bool,
    /// The reader.
    pub me: MemberId,
    /// The schools, by id.
    pub schools: BTreeMap<SchoolId, School>,
    /// The members, by id. Removed members are not in it.
    pub members: BTreeMap<MemberId, Member>,
    /// The devices that are enrolled and not revoked.
    pub devices: BTreeMap<DeviceId, DeviceFacts>,
    /// The visits that the reader hosts or takes part in.
    pub visits: BTreeMap<VisitId, VisitFacts>,
    /// What is asked of the reader about evidence of their own, and not settled.
    #[serde(default)]
    pub asks: BTreeMap<AskId, Ask>,
}
