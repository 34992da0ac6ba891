use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::domain::{
    Audience, Contribution, Debrief, DebriefStep, Focus, Horizon, Level, NextStep, NoteKind, Pattern, Review,
    Shared, SharedNote, Shows, Stage, Statement, Visit,
};
use crate::ids::{ItemId, MemberId, PatternId, SchoolId, StatementId};

fn facts(shows: Shows, releases: u32) -> VisitFacts {
    VisitFacts {
        visit: VisitId(Uuid::from_u128(1)),
        kind: VisitKind::SchoolVisit,
        host_school: SchoolId(Uuid::from_u128(2)),
        date: jiff::civil::date(2026, 11, 21),
        stage: Stage::Cleared,
        debrief_step: DebriefStep::NextLevel,
        names_observers: true,
        shows,
        audience: Audience::Participants,
        is_response_published: false,
        releases,
        observers: BTreeSet::new(),
    }
}

fn evidence(item: u128) -> EvidenceId {
    EvidenceId::of(ItemId(Uuid::from_u128(item)))
}

/// What one member shares, and what is made of it.
#[derive(Default)]
struct Scene {
    visit: Visit,
    contributions: BTreeMap<MemberId, Contribution>,
    debrief: Debrief,
    review: Review,
}

impl Scene {
    fn of(notes: &[(u128, &str)]) -> Self {
        let mut scene = Self::default();
        for (item, text) in notes {
            scene.share(*item, text);
        }
        scene
    }

    fn share(&mut self, item: u128, text: &str) {
        let note = SharedNote {
            kind: NoteKind::Verbatim,
            focus: Focus::Teacher,
            look_fors: BTreeSet::new(),
            text: text.into(),
            reworded_at: None,
            attachments: Vec::new(),
        };
        let (observed_at, shared_at) = (Timestamp(0), Timestamp(0));
        let shared = Shared { item: note, slot: None, room: None, observed_at, shared_at };
        let member = MemberId(Uuid::from_u128(77));
        self.contributions.entry(member).or_default().notes.insert(ItemId(Uuid::from_u128(item)), shared);
    }

    fn sources(&self) -> Sources<'_> {
        let shared = Sources::shared(&self.visit, &self.contributions);
        Sources { debrief: &self.debrief, review: &self.review, ..shared }
    }

    fn release(&self, shows: Shows) -> Release {
        Release::new(&facts(shows, 0), "Hillside", self.sources(), None, Timestamp(5))
    }

    fn now(&self) -> Feedback {
        feedback(self.sources(), Lens::facilitator())
    }
}

#[test]
fn a_release_is_the_same_bytes_for_the_same_facts_and_is_read_back() {
    let scene = Scene::of(&[(1, "T: \"Why?\"\n"), (2, "naïve 👩🏽‍🏫")]);
    let release = scene.release(Shows::WholeEvidence);
    let bytes = release.to_bytes();
    assert_eq!(bytes, scene.release(Shows::WholeEvidence).to_bytes());
    assert_eq!(Release::from_bytes(&bytes), Ok(release.clone()));
    assert_eq!((release.number, release.previous), (1, None));
    assert_eq!(Release::from_bytes(b"{}"), Err(NotARelease));
    assert!(release.feedback.notes.iter().all(|note| note.observer.is_none()), "never an observer");

    let hash = ReleaseHash::of(&bytes);
    assert_eq!(hash.to_string().parse(), Ok(hash));
    assert_eq!(hash.to_string().to_uppercase().parse::<ReleaseHash>(), Err(NotAReleaseHash));
    assert_eq!(
        ReleaseHash::of(b"").to_string(),
        "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
        "as b3sum prints it"
    );
}

#[test]
fn what_comes_later_is_listed_as_arrived_after_and_nothing_else_is() {
    for shows in Shows::ALL {
        let mut scene = Scene::of(&[(1, "first"), (2, "hidden at the release")]);
        scene.review.hidden.insert(evidence(2));
        let release = scene.release(shows);
        assert_eq!(arrived_after(&release, &scene.now()), [], "{shows:?}");
        scene.review.hidden.clear();
        scene.share(3, "later");
        scene.share(1, "first, reworded");
        assert_eq!(arrived_after(&release, &scene.now()), [evidence(3)], "{shows:?}");
        scene.review.hidden.insert(evidence(3));
        assert_eq!(arrived_after(&release, &scene.now()), [evidence(3)], "hidden since: {shows:?}");
    }
}

#[test]
fn a_second_release_says_what_changed() {
    let (pattern, other) = (PatternId(Uuid::from_u128(11)), PatternId(Uuid::from_u128(12)));
    let step = StatementId(Uuid::from_u128(21));
    let under = |items: &[u128]| {
        items.iter().map(|item| (evidence(*item), BTreeSet::from([Default::default()]))).collect()
    };
    let mut scene = Scene::of(&[(1, "stays"), (2, "goes"), (3, "Ana reads")]);
    scene
        .debrief
        .patterns
        .insert(pattern, Pattern { statement: "One.".into(), evidence: under(&[1]), ..Pattern::default() });
    scene
        .debrief
        .patterns
        .insert(other, Pattern { statement: "Two.".into(), evidence: under(&[1]), ..Pattern::default() });
    let said = |text: &str| Statement { text: text.into(), made_at: Timestamp(0) };
    scene.debrief.predictions.insert(StatementId(Uuid::from_u128(31)), said("They read."));
    scene.debrief.next_steps.insert(step, NextStep { text: "Plan.".into(), ..NextStep::default() });
    let before = scene.release(Shows::WholeEvidence).feedback;
    assert!(changes(&before, &before).is_empty());

    scene.review.hidden.insert(evidence(2));
    scene.review.masks.insert(evidence(3), BTreeSet::from(["Ana".into()]));
    scene.share(4, "comes");
    scene.debrief.patterns.get_mut(&pattern).unwrap().statement = "One, said better.".into();
    scene.debrief.patterns.get_mut(&other).unwrap().evidence = under(&[4]);
    scene.debrief.predictions.insert(StatementId(Uuid::from_u128(31)), said("They write."));
    scene.debrief.next_steps.get_mut(&step).unwrap().horizon = Horizon::Year;
    scene.debrief.next_steps.get_mut(&step).unwrap().level = Level::Network;
    let after = scene.release(Shows::WholeEvidence).feedback;
    let found = changes(&before, &after);
    assert_eq!(found.evidence.added, BTreeMap::from([(evidence(4), "comes".into())]));
    assert_eq!(found.evidence.gone, BTreeMap::from([(evidence(2), "goes".into())]));
    let masked = Reworded { before: "Ana reads".into(), after: "███ reads".into() };
    assert_eq!(found.evidence.reworded, BTreeMap::from([(evidence(3), masked)]));
    let better = Reworded { before: "One.".into(), after: "One, said better.".into() };
    assert_eq!(found.patterns.reworded, BTreeMap::from([(pattern, better)]));
    assert_eq!(found.regrouped, [other]);
    assert_eq!(found.replanned, [step]);
    assert_eq!(
        (found.predictions_added, found.predictions_gone),
        (vec!["They write.".into()], vec!["They read.".into()])
    );

    let themes = changes(&before, &scene.release(Shows::ThemesOnly).feedback);
    assert_eq!(themes.shows, Some((Shows::WholeEvidence, Shows::ThemesOnly)));
    assert!(themes.evidence.is_empty(), "what policy leaves out is not said to be gone");
    assert_eq!(themes.regrouped, []);
}

#[test]
fn a_later_release_does_not_repeat_words_that_were_masked_since() {
    let mut scene = Scene::of(&[(1, "Ana reads")]);
    let first = ReleaseHash::of(&scene.release(Shows::WholeEvidence).to_bytes());
    scene.review.masks.insert(evidence(1), BTreeSet::from(["Ana".into()]));
    let again =
        Release::new(&facts(Shows::WholeEvidence, 1), "Hillside", scene.sources(), Some(first), Timestamp(6));
    assert_eq!((again.number, again.previous), (2, Some(first)));
    assert!(!String::from_utf8(again.to_bytes()).unwrap().contains("Ana"));
}
