//! A piece of evidence as pages show it: the words, where they were heard, and nobody's name unless the reader may
//! know it.

use std::collections::{BTreeMap, HashMap};

use fieldwalk_core::domain::{Feedback, FeedbackNote, FeedbackTally, FeedbackWondering, Flag};
use fieldwalk_core::ids::{EvidenceId, MemberId};

use super::marked::{Run, runs};
use super::picture::PictureView;
use super::text::Text;

/// A piece of evidence in the feedback.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Piece<'a> {
    /// A note.
    Note(&'a FeedbackNote),
    /// A count.
    Tally(&'a FeedbackTally),
    /// A question of an observer.
    Wondering(&'a FeedbackWondering),
}

impl<'a> Piece<'a> {
    /// Everything that is read, notes first.
    pub(crate) fn all(feedback: &'a Feedback) -> impl Iterator<Item = Self> {
        let notes = feedback.notes.iter().map(Self::Note);
        notes
            .chain(feedback.counted.iter().map(Self::Tally))
            .chain(feedback.wonderings.iter().map(Self::Wondering))
    }

    /// All of it by id.
    pub(crate) fn by_id(feedback: &'a Feedback) -> HashMap<EvidenceId, Self> {
        Self::all(feedback).map(|piece| (piece.evidence(), piece)).collect()
    }

    /// Its id.
    pub(crate) fn evidence(self) -> EvidenceId {
        match self {
            Self::Note(note) => note.evidence,
            Self::Tally(tally) => tally.evidence,
            Self::Wondering(wondering) => wondering.evidence,
        }
    }

    /// Its words as they are read.
    pub(crate) fn words(self) -> &'a str {
        match self {
            Self::Note(note) => &note.text,
            Self::Tally(tally) => &tally.label,
            Self::Wondering(wondering) => &wondering.text,
        }
    }

    /// Its room's code.
    pub(crate) fn room(self) -> Option<&'a str> {
        match self {
            Self::Note(FeedbackNote { room, .. })
            | Self::Tally(FeedbackTally { room, .. })
            | Self::Wondering(FeedbackWondering { room, .. }) => room.as_deref(),
        }
    }

    /// Whether it is left out.
    pub(crate) fn is_hidden(self) -> bool {
        match self {
            Self::Note(FeedbackNote { is_hidden, .. })
            | Self::Tally(FeedbackTally { is_hidden, .. })
            | Self::Wondering(FeedbackWondering { is_hidden, .. }) => *is_hidden,
        }
    }

    fn observer(self) -> Option<MemberId> {
        match self {
            Self::Note(FeedbackNote { observer, .. })
            | Self::Tally(FeedbackTally { observer, .. })
            | Self::Wondering(FeedbackWondering { observer, .. }) => *observer,
        }
    }
}

/// A piece of evidence in words.
#[derive(Debug, Clone, Default)]
pub(crate) struct PieceView {
    /// Its id.
    pub(crate) id: String,
    /// Its words, some of them marked.
    pub(crate) runs: Vec<Run>,
    /// 12 of 24; only of a tally.
    pub(crate) count: Option<String>,
    /// What it is: Verbatim, Teacher.
    pub(crate) kinds: Vec<String>,
    /// The room's code.
    pub(crate) room: Option<String>,
    /// Minute 4.
    pub(crate) minute: Option<String>,
    /// Names of the look-fors it bears on.
    pub(crate) look_fors: Vec<String>,
    /// How it stands to a pattern; empty where there is none.
    pub(crate) bearings: Vec<String>,
    /// `contrast` or `exception`, for its look.
    pub(crate) look: &'static str,
    /// Its pictures.
    pub(crate) pictures: Vec<PictureView>,
    /// Who observed it; only where the reader may know.
    pub(crate) observer: Option<String>,
    /// Whether it is left out.
    pub(crate) is_hidden: bool,
    /// Its own page, where the reader may do something about it.
    pub(crate) path: Option<String>,
}

/// What pieces are worded with.
#[derive(Clone, Copy)]
pub(crate) struct Wording<'a> {
    /// The reader's language.
    pub(crate) text: &'static Text,
    /// The names of members.
    pub(crate) members: &'a BTreeMap<MemberId, String>,
    /// The visit's path, below which each picture is.
    pub(crate) visit: &'a str,
    /// Under which path each piece has a page; `None` where the reader may do nothing about it.
    pub(crate) acts_at: Option<&'a str>,
}

impl Wording<'_> {
    /// The piece in words, with what `flags` mean marked.
    pub(crate) fn piece(self, piece: Piece<'_>, flags: &[Flag]) -> PieceView {
        let text = self.text;
        let mut view = PieceView {
            id: piece.evidence().to_string(),
            runs: runs(piece.words(), flags),
            room: piece.room().map(str::to_owned),
            observer: piece.observer().and_then(|member| self.members.get(&member)).cloned(),
            is_hidden: piece.is_hidden(),
            path: self.acts_at.map(|path| format!("{path}/{}", piece.evidence())),
            ..PieceView::default()
        };
        match piece {
            Piece::Note(note) => {
                view.kinds =
                    vec![text.word("note-kind", note.kind.as_str()), text.word("focus", note.focus.as_str())];
                view.minute =
                    note.minute.map(|minute| text.say("piece-minute").with("minute", minute).to_string());
                view.look_fors.clone_from(&note.look_fors);
                view.pictures = PictureView::all(text, self.visit, note);
            }
            Piece::Tally(tally) => {
                view.count = Some(counted(text, tally.count, tally.denominator));
                view.kinds = vec![text.get("piece-tally")];
            }
            Piece::Wondering(_) => view.kinds = vec![text.get("piece-wondering")],
        }
        view
    }
}

/// 12 of 24, or 12.
pub(crate) fn counted(text: &Text, count: impl Into<u64>, of: Option<impl Into<u64>>) -> String {
    let count: u64 = count.into();
    match of {
        Some(of) => text.say("piece-count-of").with("count", count).with("of", of.into()).to_string(),
        None => text.say("piece-count").with("count", count).to_string(),
    }
}
