//! Names for the texts that several people write together.

use std::fmt;
use std::str::FromStr;

use automerge::{ObjId, ObjType, ReadDoc};

use super::DocumentError;
use super::write::{container, item_prose};
use crate::domain::DocumentKey;
use crate::ids::{CommentId, CommitmentId, CycleId, PatternId, QuestionId, StatementId, VisitId};

/// A text that several people write together, in the kind of document that has it.
///
/// Its text form (`pattern/<id>`, `cycle/<id>/aim`) is for forms and links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextPlace {
    /// The network's vision.
    Vision,
    /// The problem of practice of a visit's plan.
    ProblemOfPractice,
    /// The first part of a plan's theory of change.
    TheoryIfWe,
    /// Its second part.
    TheoryThen,
    /// Its third part.
    TheorySoThat,
    /// What must be true for it.
    TheoryAssumptions,
    /// The statement of a pattern.
    Pattern(PatternId),
    /// A prediction.
    Prediction(StatementId),
    /// A wondering of the group.
    Wondering(StatementId),
    /// What a next step is.
    NextStep(StatementId),
    /// A comment.
    Comment(CommentId),
    /// What a commitment is.
    Commitment(CommitmentId),
    /// A text of an improvement cycle.
    Cycle(CycleId, CycleText),
    /// A text of a question of an improvement cycle.
    Question(QuestionId, QuestionText),
}

/// Which text of an improvement cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CycleText {
    /// What it is to improve.
    Aim,
    /// The change that is tried.
    ChangeIdea,
    /// Which data will tell.
    DataPlan,
    /// What was seen while doing it.
    Observations,
}

/// Which text of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionText {
    /// The question itself.
    Question,
    /// What is expected. Not to be edited once its cycle is locked.
    Prediction,
    /// What the data say.
    Finding,
}

impl CycleText {
    /// All of them, in the order they are written.
    pub const ALL: [Self; 4] = [Self::Aim, Self::ChangeIdea, Self::DataPlan, Self::Observations];

    /// The name of its field.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Aim => "aim",
            Self::ChangeIdea => "change_idea",
            Self::DataPlan => "data_plan",
            Self::Observations => "observations",
        }
    }
}

impl QuestionText {
    /// All of them, in the order they are written.
    pub const ALL: [Self; 3] = [Self::Question, Self::Prediction, Self::Finding];

    /// The name of its field.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Prediction => "prediction",
            Self::Finding => "finding",
        }
    }
}

/// Where a text is kept.
enum Kept {
    Root(&'static str),
    Item(&'static str, String, &'static str),
}

/// The places in a root of their own, by their names.
const ROOTS: [(&str, TextPlace); 6] = [
    ("vision", TextPlace::Vision),
    ("problem_of_practice", TextPlace::ProblemOfPractice),
    ("theory_if_we", TextPlace::TheoryIfWe),
    ("theory_then", TextPlace::TheoryThen),
    ("theory_so_that", TextPlace::TheorySoThat),
    ("theory_assumptions", TextPlace::TheoryAssumptions),
];

impl TextPlace {
    /// The document that has it: of `visit`, unless it is the network's.
    pub fn document(&self, visit: VisitId) -> DocumentKey {
        match self {
            Self::Vision => DocumentKey::Network,
            Self::ProblemOfPractice
            | Self::TheoryIfWe
            | Self::TheoryThen
            | Self::TheorySoThat
            | Self::TheoryAssumptions => DocumentKey::Visit(visit),
            Self::Pattern(_) | Self::Prediction(_) | Self::Wondering(_) | Self::NextStep(_) => {
                DocumentKey::Debrief(visit)
            }
            Self::Comment(_) | Self::Commitment(_) | Self::Cycle(..) | Self::Question(..) => {
                DocumentKey::Response(visit)
            }
        }
    }

    /// The text objects that hold it: one, or one in each copy of its item.
    pub(super) fn texts(&self, document: &impl ReadDoc) -> Result<Vec<ObjId>, DocumentError> {
        match self.kept() {
            Kept::Root(name) => container(document, name, ObjType::Text).map(|text| vec![text]),
            Kept::Item(collection, id, field) => item_prose(document, collection, &id, field),
        }
    }

    fn kept(&self) -> Kept {
        match self {
            Self::Vision => Kept::Root("vision"),
            Self::ProblemOfPractice => Kept::Root("problem_of_practice"),
            Self::TheoryIfWe => Kept::Root("theory_if_we"),
            Self::TheoryThen => Kept::Root("theory_then"),
            Self::TheorySoThat => Kept::Root("theory_so_that"),
            Self::TheoryAssumptions => Kept::Root("theory_assumptions"),
            Self::Pattern(id) => Kept::Item("patterns", id.to_string(), "statement"),
            Self::Prediction(id) => Kept::Item("predictions", id.to_string(), "text"),
            Self::Wondering(id) => Kept::Item("wonderings", id.to_string(), "text"),
            Self::NextStep(id) => Kept::Item("next_steps", id.to_string(), "text"),
            Self::Comment(id) => Kept::Item("comments", id.to_string(), "text"),
            Self::Commitment(id) => Kept::Item("commitments", id.to_string(), "text"),
            Self::Cycle(id, text) => Kept::Item("cycles", id.to_string(), text.as_str()),
            Self::Question(id, text) => Kept::Item("questions", id.to_string(), text.as_str()),
        }
    }
}

impl fmt::Display for TextPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pattern(id) => write!(f, "pattern/{id}"),
            Self::Prediction(id) => write!(f, "prediction/{id}"),
            Self::Wondering(id) => write!(f, "wondering/{id}"),
            Self::NextStep(id) => write!(f, "next_step/{id}"),
            Self::Comment(id) => write!(f, "comment/{id}"),
            Self::Commitment(id) => write!(f, "commitment/{id}"),
            Self::Cycle(id, text) => write!(f, "cycle/{id}/{}", text.as_str()),
            Self::Question(id, text) => write!(f, "question/{id}/{}", text.as_str()),
            root => {
                let name = ROOTS.iter().find(|(_, place)| place == root).map_or("", |(name, _)| name);
                f.write_str(name)
            }
        }
    }
}

/// The text is not the name of a shared text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the place of a text that this version knows")]
pub struct NotATextPlace;

impl FromStr for TextPlace {
    type Err = NotATextPlace;

    fn from_str(text: &str) -> Result<Self, NotATextPlace> {
        fn id<T: FromStr>(text: &str) -> Result<T, NotATextPlace> {
            text.parse().map_err(|_| NotATextPlace)
        }
        match text.split('/').collect::<Vec<_>>()[..] {
            ["pattern", pattern] => Ok(Self::Pattern(id(pattern)?)),
            ["prediction", prediction] => Ok(Self::Prediction(id(prediction)?)),
            ["wondering", wondering] => Ok(Self::Wondering(id(wondering)?)),
            ["next_step", step] => Ok(Self::NextStep(id(step)?)),
            ["comment", comment] => Ok(Self::Comment(id(comment)?)),
            ["commitment", commitment] => Ok(Self::Commitment(id(commitment)?)),
            ["cycle", cycle, field] => {
                let text = CycleText::ALL.into_iter().find(|text| text.as_str() == field);
                Ok(Self::Cycle(id(cycle)?, text.ok_or(NotATextPlace)?))
            }
            ["question", question, field] => {
                let text = QuestionText::ALL.into_iter().find(|text| text.as_str() == field);
                Ok(Self::Question(id(question)?, text.ok_or(NotATextPlace)?))
            }
            [name] => ROOTS.iter().find(|(root, _)| *root == name).map(|(_, place)| *place).ok_or(NotATextPlace),
            _ => Err(NotATextPlace),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_place_survives_its_text_form() {
        let statement = StatementId(Uuid::from_u128(1));
        let mut places = vec![
            TextPlace::Pattern(PatternId(Uuid::from_u128(2))),
            TextPlace::Prediction(statement),
            TextPlace::Wondering(statement),
            TextPlace::NextStep(statement),
            TextPlace::Comment(CommentId(Uuid::from_u128(3))),
            TextPlace::Commitment(CommitmentId(Uuid::from_u128(4))),
        ];
        places.extend(ROOTS.map(|(_, place)| place));
        places.extend(CycleText::ALL.map(|text| TextPlace::Cycle(CycleId(Uuid::from_u128(5)), text)));
        places.extend(QuestionText::ALL.map(|text| TextPlace::Question(QuestionId(Uuid::from_u128(6)), text)));
        for place in places {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        for wrong in
            ["", "pattern", "pattern/x", "cycle/00000000-0000-0000-0000-000000000005/prediction", "a/b/c/d"]
        {
            assert_eq!(wrong.parse::<TextPlace>(), Err(NotATextPlace), "{wrong}");
        }
    }
}
