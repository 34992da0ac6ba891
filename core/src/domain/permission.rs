//! Who may read and write which document: one table, used by the server on every read and write and by phones before
//! they try.
//!
//! | document | writes | reads |
//! |---|---|---|
//! | network | facilitators | members |
//! | visit | leaders of the host school, facilitators | the same, and the visit's participants |
//! | notebook | its owner | its owner only |
//! | contribution | its owner, as a participant | participants; the host only where the visit names observers |
//! | debrief | participants | participants, the host |
//! | response | the host | the host; participants once it is published |
//!
//! Participants are the invited observers and the network's facilitators. The host is one only when also walking.

use super::{AskKind, Audience, DocumentKey, Lens, Member, ReviewAct, Role, Shows, Stage, VisitFacts};

/// The person who asks: a member who has not been removed.
pub type Reader<'a> = &'a Member;

/// Whether `member` takes part in the visit.
pub fn is_participant(member: Reader<'_>, visit: &VisitFacts) -> bool {
    member.role == Role::Facilitator || visit.observers.contains(&member.id)
}

/// Whether `member` leads the school that hosts the visit.
pub fn is_host(member: Reader<'_>, visit: &VisitFacts) -> bool {
    member.role == Role::Leader && member.school == Some(visit.host_school)
}

/// Whether `member` may write `document`. `visit` holds the facts of the document's visit; `None` if there is no such
/// visit, and then nobody may.
pub fn may_write(member: Reader<'_>, document: &DocumentKey, visit: Option<&VisitFacts>) -> bool {
    match (document, visit) {
        (DocumentKey::Network, _) => member.role == Role::Facilitator,
        (_, None) => false,
        (DocumentKey::Visit(_), Some(visit)) => member.role == Role::Facilitator || is_host(member, visit),
        // An observer who is no longer invited still owns what they wrote.
        (DocumentKey::Notebook(_, owner), Some(_)) => member.id == *owner,
        (DocumentKey::Contribution(_, owner), Some(visit)) => member.id == *owner && is_participant(member, visit),
        (DocumentKey::Debrief(_), Some(visit)) => is_participant(member, visit),
        (DocumentKey::Response(_), Some(visit)) => is_host(member, visit),
    }
}

/// Whether `member` may read `document`; `visit` as in [`may_write`].
pub fn may_read(member: Reader<'_>, document: &DocumentKey, visit: Option<&VisitFacts>) -> bool {
    match (document, visit) {
        (DocumentKey::Network, _) => true,
        (_, None) => false,
        (DocumentKey::Visit(_), Some(visit)) => is_participant(member, visit) || is_host(member, visit),
        (DocumentKey::Notebook(_, owner), Some(_)) => member.id == *owner,
        (DocumentKey::Contribution(_, owner), Some(visit)) => {
            member.id == *owner
                || is_participant(member, visit)
                || (visit.names_observers && is_host(member, visit))
        }
        (DocumentKey::Debrief(_), Some(visit)) => is_participant(member, visit) || is_host(member, visit),
        (DocumentKey::Response(_), Some(visit)) => {
            is_host(member, visit) || (visit.is_response_published && is_participant(member, visit))
        }
    }
}

/// What of a visit's feedback a member may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedbackAccess {
    /// The feedback as it is now, through this lens: facilitators always, the host once it is cleared.
    Live(Lens),
    /// The releases, at most this much of each: participants, and whoever the visit's audience takes in.
    Released(Shows),
}

/// What of the visit's feedback `member` may read; `None`: nothing, not even that there is any.
pub fn feedback_access(member: Reader<'_>, visit: &VisitFacts) -> Option<FeedbackAccess> {
    let is_released = visit.releases > 0;
    if member.role == Role::Facilitator {
        Some(FeedbackAccess::Live(Lens::facilitator()))
    } else if is_host(member, visit) && visit.stage >= Stage::Cleared {
        Some(FeedbackAccess::Live(Lens::host(visit)))
    } else if is_released && (is_participant(member, visit) || is_host(member, visit)) {
        Some(FeedbackAccess::Released(visit.shows))
    } else if is_released && visit.audience == Audience::Network {
        Some(FeedbackAccess::Released(Shows::ThemesOnly))
    } else {
        None
    }
}

/// Whether `member` may do this when clearing or reviewing.
pub fn may_review(member: Reader<'_>, visit: &VisitFacts, act: &ReviewAct) -> bool {
    let is_facilitator = member.role == Role::Facilitator;
    let is_host = is_host(member, visit) && visit.stage >= Stage::Cleared;
    match act {
        ReviewAct::Ask(_, _, AskKind::Reword, _) => is_facilitator,
        ReviewAct::Ask(_, _, AskKind::Question, _) => is_host,
        _ => is_facilitator || is_host,
    }
}

/// Whether a device of `member` may keep `document`: what may be read, and always what is the member's own.
pub fn may_hold(member: Reader<'_>, document: &DocumentKey, visit: Option<&VisitFacts>) -> bool {
    document.owner() == Some(member.id) || may_read(member, document, visit)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{Audience, DebriefStep, Shows, Stage, VisitKind};
    use crate::ids::{MemberId, SchoolId, VisitId};
    use uuid::Uuid;

    const HOST_SCHOOL: SchoolId = SchoolId(Uuid::from_u128(1));
    const OTHER_SCHOOL: SchoolId = SchoolId(Uuid::from_u128(2));
    const VISIT: VisitId = VisitId(Uuid::from_u128(3));

    fn member(id: u128, role: Role, school: Option<SchoolId>) -> Member {
        Member { id: MemberId(Uuid::from_u128(id)), name: String::new(), role, school }
    }

    fn visit(names_observers: bool) -> VisitFacts {
        VisitFacts {
            visit: VISIT,
            kind: VisitKind::SchoolVisit,
            host_school: HOST_SCHOOL,
            date: jiff::civil::date(2026, 11, 21),
            stage: Stage::Walking,
            debrief_step: DebriefStep::default(),
            names_observers,
            shows: Shows::default(),
            audience: Audience::default(),
            is_response_published: false,
            releases: 0,
            observers: BTreeSet::from([MemberId(Uuid::from_u128(11)), MemberId(Uuid::from_u128(12))]),
        }
    }

    /// Rows: who. Columns: write then read of network, visit, own notebook, another's notebook, own contribution,
    /// another's contribution, debrief, response; then reading another's contribution where the visit names observers,
    /// and the response once it is published.
    #[test]
    fn the_table_of_who_may_do_what() {
        let people = [
            ("facilitator", member(10, Role::Facilitator, None), "wr wr wr -- wr -r wr -- r r"),
            ("observer", member(11, Role::Leader, Some(OTHER_SCHOOL)), "-r -r wr -- wr -r wr -- r r"),
            ("coach who observes", member(12, Role::Coach, None), "-r -r wr -- wr -r wr -- r r"),
            ("host", member(13, Role::Leader, Some(HOST_SCHOOL)), "-r wr wr -- -r -- -r wr r r"),
            ("leader elsewhere", member(14, Role::Leader, Some(OTHER_SCHOOL)), "-r -- wr -- -r -- -- -- - -"),
            (
                "coach of the host school",
                member(15, Role::Coach, Some(HOST_SCHOOL)),
                "-r -- wr -- -r -- -- -- - -",
            ),
            ("district staff", member(16, Role::DistrictStaff, Some(HOST_SCHOOL)), "-r -- wr -- -r -- -- -- - -"),
        ];
        let another = MemberId(Uuid::from_u128(99));
        for (who, person, expected) in people {
            let can = |key: &DocumentKey, facts: &VisitFacts| {
                let mark = |yes, letter| if yes { letter } else { '-' };
                [mark(may_write(&person, key, Some(facts)), 'w'), mark(may_read(&person, key, Some(facts)), 'r')]
                    .iter()
                    .collect::<String>()
            };
            let documents = [
                DocumentKey::Network,
                DocumentKey::Visit(VISIT),
                DocumentKey::Notebook(VISIT, person.id),
                DocumentKey::Notebook(VISIT, another),
                DocumentKey::Contribution(VISIT, person.id),
                DocumentKey::Contribution(VISIT, another),
                DocumentKey::Debrief(VISIT),
                DocumentKey::Response(VISIT),
            ];
            let mut row: Vec<String> = documents.iter().map(|key| can(key, &visit(false))).collect();
            row.push(can(&DocumentKey::Contribution(VISIT, another), &visit(true))[1..].to_owned());
            let published = VisitFacts { is_response_published: true, ..visit(false) };
            row.push(can(&DocumentKey::Response(VISIT), &published)[1..].to_owned());
            assert_eq!(row.join(" "), expected, "{who}");
        }
    }

    #[test]
    fn nobody_may_touch_documents_of_a_visit_that_does_not_exist() {
        let facilitator = member(10, Role::Facilitator, None);
        let own = DocumentKey::Notebook(VISIT, facilitator.id);
        for key in [DocumentKey::Visit(VISIT), own] {
            assert!(!may_write(&facilitator, &key, None));
            assert!(!may_read(&facilitator, &key, None));
        }
    }
}
