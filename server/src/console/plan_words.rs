//! What can be odd about a rotation, and why there is none, in words that say what would help.

use fieldwalk_core::domain::{NoRotation, RotationProblem, Visit};
use fieldwalk_core::ids::{RoomId, SlotId, TeamId};

use super::text::Text;

/// Something odd about the rotation of `plan`.
pub(super) fn rotation_problem(text: &Text, plan: &Visit, odd: &RotationProblem) -> String {
    let room = |id: &RoomId| plan.rooms.get(id).map(|room| room.code.clone()).unwrap_or_default();
    let team = |id: &TeamId| plan.teams.get(id).map(|team| team.name.clone()).unwrap_or_default();
    let team_at = |id: &SlotId| plan.slots.get(id).map(|slot| team(&slot.team)).unwrap_or_default();
    match odd {
        RotationProblem::RoomTwice { room: id, .. } => text.say("odd-room-twice").with("room", room(id)),
        RotationProblem::TeamTwice { team: id, .. } => text.say("odd-team-twice").with("team", team(id)),
        RotationProblem::UnequalSlot { slot, usual_minutes } => {
            text.say("odd-unequal-slot").with("team", team_at(slot)).with("minutes", *usual_minutes)
        }
        RotationProblem::UnequalTeam { team: id, minutes, usual_minutes } => text
            .say("odd-unequal-team")
            .with("team", team(id))
            .with("minutes", *minutes)
            .with("usual", *usual_minutes),
        RotationProblem::RoomUnseen(id) => text.say("odd-room-unseen").with("room", room(id)),
        RotationProblem::TeamWithoutRooms(id) => text.say("odd-team-without").with("team", team(id)),
        RotationProblem::SlotOfNothing(_) => text.say("odd-slot-of-nothing"),
    }
    .to_string()
}

/// Why there is no rotation.
pub(super) fn no_rotation(text: &Text, why: NoRotation) -> String {
    match why {
        NoRotation::NoTeams => text.say("rotation-no-teams"),
        NoRotation::NoRooms => text.say("rotation-no-rooms"),
        NoRotation::Repeated | NoRotation::NothingToSee => text.say("rotation-nothing"),
        NoRotation::TooFewRooms { wanted, rooms } => {
            text.say("rotation-too-few-rooms").with("wanted", wanted).with("rooms", rooms)
        }
        NoRotation::TooManyTeams { teams, rooms } => {
            text.say("rotation-too-many-teams").with("teams", teams).with("rooms", rooms)
        }
        NoRotation::RoomsLeftOver { rooms, seen } => {
            text.say("rotation-rooms-left").with("rooms", rooms).with("seen", seen)
        }
        NoRotation::Minutes => text.say("rotation-minutes"),
    }
    .to_string()
}
