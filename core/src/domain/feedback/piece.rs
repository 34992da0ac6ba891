//! Pieces of evidence where they stand: read once from the contributions, then counted and shown.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Review, Shared, SharedNote, SharedTally, SharedWondering, Slot, Visit};
use super::Sources;
use crate::clock::Timestamp;
use crate::ids::{EvidenceId, ItemId, MemberId, RoomId, TeamId};
use crate::order::Gather as _;

/// One shared item with its place in the visit.
pub(super) struct Piece<'a, T> {
    pub(super) evidence: EvidenceId,
    pub(super) member: MemberId,
    /// The room; `None` outside the rotation, and where the room is no longer in the plan.
    pub(super) room: Option<RoomId>,
    pub(super) team: Option<TeamId>,
    /// The minute of its slot; `None` outside one, and before or after its time.
    pub(super) minute: Option<i64>,
    pub(super) is_hidden: bool,
    pub(super) item: &'a T,
}

/// All that is shared.
pub(super) struct Pieces<'a> {
    pub(super) notes: Vec<Piece<'a, SharedNote>>,
    pub(super) tallies: Vec<Piece<'a, SharedTally>>,
    pub(super) wonderings: Vec<Piece<'a, SharedWondering>>,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(sources: Sources<'a>) -> Self {
        let mut pieces = Self { notes: Vec::new(), tallies: Vec::new(), wonderings: Vec::new() };
        for (member, contribution) in sources.contributions.of_members() {
            let place = Place { visit: sources.visit, review: sources.review, member };
            pieces.notes.extend(place.all(&contribution.notes));
            pieces.tallies.extend(place.all(&contribution.tallies));
            pieces.wonderings.extend(place.all(&contribution.wonderings));
        }
        pieces
    }

    /// Where every piece that counts was seen, and by whom; hidden ones do not count.
    pub(super) fn seen(&self) -> impl Iterator<Item = (EvidenceId, Option<RoomId>, MemberId)> {
        let notes = counting(&self.notes).map(Piece::seen);
        notes.chain(counting(&self.tallies).map(Piece::seen)).chain(counting(&self.wonderings).map(Piece::seen))
    }

    /// The rooms from which anything that counts was shared.
    pub(super) fn rooms(&self) -> BTreeSet<RoomId> {
        self.seen().filter_map(|(_, room, _)| room).gather()
    }

    /// How many members share something that counts.
    pub(super) fn observers(&self) -> usize {
        self.seen().map(|(_, _, member)| member).gather::<BTreeSet<_>>().len()
    }

    pub(super) fn hidden(&self) -> usize {
        let notes = self.notes.iter().filter(|piece| piece.is_hidden).count();
        let tallies = self.tallies.iter().filter(|piece| piece.is_hidden).count();
        notes + tallies + self.wonderings.iter().filter(|piece| piece.is_hidden).count()
    }
}

impl<T> Piece<'_, T> {
    fn seen(&self) -> (EvidenceId, Option<RoomId>, MemberId) {
        (self.evidence, self.room, self.member)
    }
}

/// Those that are not hidden.
pub(super) fn counting<'p, 'a, T>(pieces: &'p [Piece<'a, T>]) -> impl Iterator<Item = &'p Piece<'a, T>> {
    pieces.iter().filter(|piece| !piece.is_hidden)
}

/// Finds rooms, teams and minutes of one member's items in the plan.
#[derive(Clone, Copy)]
struct Place<'a> {
    visit: &'a Visit,
    review: &'a Review,
    member: MemberId,
}

impl<'a> Place<'a> {
    fn all<T>(self, items: &'a BTreeMap<ItemId, Shared<T>>) -> impl Iterator<Item = Piece<'a, T>> {
        items.iter().map(move |(item, shared)| self.piece(*item, shared))
    }

    fn piece<T>(self, item: ItemId, shared: &'a Shared<T>) -> Piece<'a, T> {
        let evidence = EvidenceId::of(item);
        let slot = shared.slot.and_then(|slot| self.visit.slots.get(&slot));
        Piece {
            evidence,
            member: self.member,
            room: shared.room.filter(|room| self.visit.rooms.contains_key(room)),
            team: slot.map(|slot| slot.team).or_else(|| self.visit.team_members.get(&self.member).copied()),
            minute: slot.and_then(|slot| minute_of(slot, shared.observed_at)),
            is_hidden: self.review.hidden.contains(&evidence),
            item: &shared.item,
        }
    }
}

/// The minute of the slot at `then`, from 0; `None` before its start and from its end on.
fn minute_of(slot: &Slot, then: Timestamp) -> Option<i64> {
    let minute = then.0.saturating_sub(slot.starts_at.0).div_euclid(60_000);
    (0..i64::from(slot.minutes)).contains(&minute).then_some(minute)
}
