//! A network, its schools and its members.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{LookFor, Norm};
use crate::ids::{LookForId, MemberId, NormId, SchoolId};

/// What the network's own document says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Network {
    /// The shared vision, in the network's words.
    pub vision: String,
    /// The library's look-fors, for plans to take over.
    pub look_fors: BTreeMap<LookForId, LookFor>,
    /// The library's norms.
    pub norms: BTreeMap<NormId, Norm>,
}

/// A school of the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Its id.
    pub id: SchoolId,
    /// Its name as people say it.
    pub name: String,
}

/// What a member does in a network. A person's role may differ from network to network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the network: plans visits, clears feedback, takes part in every visit.
    Facilitator,
    /// Leads a school: host on some visits, observer on others.
    Leader,
    /// Works with leaders; observes when invited.
    Coach,
    /// Works for the district. Never reads notebooks or unreleased contributions.
    DistrictStaff,
}

impl Role {
    /// All roles, in the order they are listed to people.
    pub const ALL: [Self; 4] = [Self::Facilitator, Self::Leader, Self::Coach, Self::DistrictStaff];

    /// The word used in JSON, SQL and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Facilitator => "facilitator",
            Self::Leader => "leader",
            Self::Coach => "coach",
            Self::DistrictStaff => "district_staff",
        }
    }

    /// The role that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// A person in a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Their id in this network.
    pub id: MemberId,
    /// Their full name.
    pub name: String,
    /// Their role in this network.
    pub role: Role,
    /// The school they belong to; `None` for staff of the district or the network.
    pub school: Option<SchoolId>,
}
