//! Single pieces as they are read.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::{BlobHash, Focus, MediaType, NoteKind, SharedAttachment, SharedNote};
use super::mask::Wording;
use super::piece::{Piece, Pieces};
use super::{Flag, Lens, Sources};
use crate::ids::{EvidenceId, LookForId, MemberId, RoomId};
use crate::order::{order_by, order_by_key};

/// A picture as the host reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackAttachment {
    /// The bytes.
    pub hash: BlobHash,
    /// What they are.
    pub media_type: MediaType,
    /// What is to be seen, with masked words covered.
    pub caption: String,
}

/// A note as the host reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackNote {
    /// The note.
    pub evidence: EvidenceId,
    /// The room's code; `None` if written outside the rotation, or where too few rooms were observed to tell.
    pub room: Option<String>,
    /// The minute of the slot it was written in, from 0; `None` outside a slot and its time, and where the room is not
    /// told.
    pub minute: Option<i64>,
    /// What was captured.
    pub kind: NoteKind,
    /// Whom or what it is about.
    pub focus: Focus,
    /// Names of the look-fors it bears on.
    pub look_fors: Vec<String>,
    /// The wording, character for character, with masked words covered.
    pub text: String,
    /// Who observed it; `None` unless the reader may know.
    pub observer: Option<MemberId>,
    /// Its pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<FeedbackAttachment>,
    /// Whether it is left out of the feedback. Only who clears reads such a note; it counts nowhere.
    #[serde(default)]
    pub is_hidden: bool,
}

/// A tally as the host reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackTally {
    /// The tally.
    pub evidence: EvidenceId,
    /// The room's code; as in a note.
    pub room: Option<String>,
    /// What was counted, with masked words covered.
    pub label: String,
    /// How many.
    pub count: u32,
    /// Of how many.
    pub denominator: Option<u32>,
    /// Who counted; `None` unless the reader may know.
    pub observer: Option<MemberId>,
    /// Whether it is left out of the feedback; as in a note.
    #[serde(default)]
    pub is_hidden: bool,
}

/// A wondering as the host reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackWondering {
    /// The wondering.
    pub evidence: EvidenceId,
    /// The room's code; as in a note.
    pub room: Option<String>,
    /// "I wonder ...", with masked words covered.
    pub text: String,
    /// Who wonders; `None` unless the reader may know.
    pub observer: Option<MemberId>,
    /// Whether it is left out of the feedback; as in a note.
    #[serde(default)]
    pub is_hidden: bool,
}

/// Makes what is read of what was shared, and counts what was masked on the way.
pub(super) struct Shown<'a> {
    sources: Sources<'a>,
    lens: Lens,
    is_generalised: bool,
    pub(super) notes: Vec<FeedbackNote>,
    pub(super) counted: Vec<FeedbackTally>,
    pub(super) wonderings: Vec<FeedbackWondering>,
    /// Pieces that count and have masked words in them.
    pub(super) masked: usize,
    pub(super) flags: BTreeMap<EvidenceId, Vec<Flag>>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(sources: Sources<'a>, lens: Lens, is_generalised: bool, pieces: &Pieces<'a>) -> Self {
        let mut shown = Self {
            sources,
            lens,
            is_generalised,
            notes: Vec::new(),
            counted: Vec::new(),
            wonderings: Vec::new(),
            masked: 0,
            flags: BTreeMap::new(),
        };
        for piece in pieces.notes.iter().filter(|piece| lens.is_clearing || !piece.is_hidden) {
            let note = FeedbackNote {
                evidence: piece.evidence,
                room: shown.room(piece.room),
                minute: piece.minute.filter(|_| !is_generalised),
                kind: piece.item.kind,
                focus: piece.item.focus,
                look_fors: shown.look_fors(&piece.item.look_fors),
                text: shown.text(piece, &piece.item.text),
                observer: shown.observer(piece.member),
                attachments: shown.attachments(piece),
                is_hidden: piece.is_hidden,
            };
            shown.notes.push(note);
        }
        for piece in pieces.tallies.iter().filter(|piece| lens.is_clearing || !piece.is_hidden) {
            let tally = FeedbackTally {
                evidence: piece.evidence,
                room: shown.room(piece.room),
                label: shown.text(piece, &piece.item.label),
                count: piece.item.count,
                denominator: piece.item.denominator,
                observer: shown.observer(piece.member),
                is_hidden: piece.is_hidden,
            };
            shown.counted.push(tally);
        }
        for piece in pieces.wonderings.iter().filter(|piece| lens.is_clearing || !piece.is_hidden) {
            let wondering = FeedbackWondering {
                evidence: piece.evidence,
                room: shown.room(piece.room),
                text: shown.text(piece, &piece.item.text),
                observer: shown.observer(piece.member),
                is_hidden: piece.is_hidden,
            };
            shown.wonderings.push(wondering);
        }
        // By what is read alone: an order by something that is left out would tell it.
        order_by(&mut shown.notes, |a, b| (&a.room, a.minute, a.evidence).cmp(&(&b.room, b.minute, b.evidence)));
        order_by(&mut shown.counted, |a, b| (&a.label, a.evidence).cmp(&(&b.label, b.evidence)));
        order_by_key(&mut shown.wonderings, |wondering| wondering.evidence);
        shown
    }

    fn text<T>(&mut self, piece: &Piece<'_, T>, text: &str) -> String {
        let wording = Wording::new(text, self.sources.review.masks.get(&piece.evidence));
        self.masked += usize::from(wording.is_masked() && !piece.is_hidden);
        if self.lens.is_clearing
            && let Some(flags) = self.sources.flags.get(&piece.evidence)
        {
            let flags: Vec<Flag> = flags.iter().filter_map(|flag| wording.flag(*flag)).collect();
            if !flags.is_empty() {
                self.flags.insert(piece.evidence, flags);
            }
        }
        wording.shown().into_owned()
    }

    /// The pictures, with the words masked in the piece covered in their captions too.
    fn attachments(&self, piece: &Piece<'_, SharedNote>) -> Vec<FeedbackAttachment> {
        let masks = self.sources.review.masks.get(&piece.evidence);
        let shown = |one: &SharedAttachment| FeedbackAttachment {
            hash: one.hash,
            media_type: one.media_type,
            caption: Wording::new(&one.caption, masks).shown().into_owned(),
        };
        piece.item.attachments.iter().map(shown).collect()
    }

    fn room(&self, room: Option<RoomId>) -> Option<String> {
        let room = room.filter(|_| !self.is_generalised);
        room.and_then(|room| self.sources.visit.rooms.get(&room)).map(|room| room.code.clone())
    }

    fn observer(&self, member: MemberId) -> Option<MemberId> {
        self.lens.names_observers.then_some(member)
    }

    fn look_fors(&self, ids: &BTreeSet<LookForId>) -> Vec<String> {
        let known = ids.iter().filter_map(|id| self.sources.visit.look_fors.get(id));
        known.map(|look_for| look_for.name.clone()).collect()
    }
}
