//! What each family of rules says, and what holds for any text.

#[cfg(not(target_family = "wasm"))]
use proptest::prelude::*;

use super::{Check, Finding, Kind, NameList, Span, Verdict, check, rules, verdict};

#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn findings(text: &str) -> Vec<Finding> {
    check(text, &NameList::default())
}

/// The words a span stands for.
fn words(text: &str, start: usize, end: usize) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[start..end]).unwrap()
}

/// The kinds and words of the findings on `text`.
fn told(text: &str) -> Vec<(Kind, String)> {
    findings(text).iter().map(|finding| (finding.kind, words(text, finding.start, finding.end))).collect()
}

#[track_caller]
fn assert_flags(kind: Kind, cases: &[(&str, &str)]) {
    for (text, flagged) in cases {
        assert!(told(text).contains(&(kind, (*flagged).to_owned())), "{text}: {:?}", told(text));
    }
}

#[track_caller]
fn assert_silent(texts: &[&str]) {
    for text in texts {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn judgement_words_are_flagged() {
    assert_flags(
        Kind::Judgement,
        &[
            ("An excellent lesson.", "excellent"),
            ("The pacing was slow.", "slow"),
            ("The student is shy.", "shy"),
            ("She explained the steps neatly.", "neatly"),
            ("He never finishes.", "never"),
            ("Students were off-task.", "off-task"),
            ("The lesson was too long.", "too long"),
        ],
    );
}

#[test]
fn inference_is_flagged() {
    assert_flags(
        Kind::Inference,
        &[
            ("He looked sad.", "sad"),
            ("She wanted the ball.", "wanted"),
            ("They probably forgot the rule.", "probably"),
            ("He left because he was thirsty.", "because he was thirsty"),
        ],
    );
}

#[test]
fn prescription_is_flagged() {
    assert_flags(
        Kind::Prescription,
        &[("The teacher should wait.", "should"), ("Next time, use a timer.", "Next time")],
    );
}

#[test]
fn an_uncounted_amount_is_asked_about_and_stays_evidence() {
    let text = "A lot of students raised hands.";
    assert_flags(Kind::VagueQuantity, &[(text, "A lot of students")]);
    assert_eq!(findings(text)[0].hint, "How many of how many?");
    assert_eq!(verdict(&findings(text)), Verdict::Evidence);
}

#[test]
fn a_fact_with_an_inference_is_offered_as_two_halves() {
    let text = "Tony pushed his chair over, because he was angry. Then he sat.";
    let found = findings(text);
    let split = found.iter().find_map(|finding| finding.split).unwrap();
    let half = |span: Span| words(text, span.start, span.end);
    assert_eq!(half(split.fact), "Tony pushed his chair over");
    assert_eq!(half(split.inference), "because he was angry");
    assert!(findings("He was angry.").iter().all(|finding| finding.split.is_none()));
}

#[test]
fn titles_and_door_numbers_are_identifying_and_room_codes_are_not() {
    assert_flags(
        Kind::Identifying,
        &[
            ("Ms. Hall waits.", "Ms. Hall"),
            ("The desk of Dr Maria Ruiz is empty.", "Dr Maria Ruiz"),
            ("Room 214 is dark.", "Room 214"),
            ("In classroom 3B two lamps are on.", "classroom 3B"),
        ],
    );
    assert_silent(&["Room A has 24 desks.", "The teacher opened the door."]);
    assert_eq!(verdict(&findings("Ms. Hall waits.")), Verdict::Evidence);
}

#[test]
fn the_networks_names_and_initials_are_identifying_even_in_speech() {
    let check = Check::new(NameList::new(["Mara Lind", "Will Oduya"]).with_initials(["T.B."]));
    let told = |text: &str| -> Vec<String> {
        check
            .findings(text)
            .iter()
            .filter(|found| found.kind == Kind::Identifying)
            .map(|found| words(text, found.start, found.end))
            .collect()
    };
    assert_eq!(told("\"Thank you, Mara,\" said a student."), ["Mara"]);
    assert_eq!(told("Mara Lind and ML and T.B. and TB stood."), ["Mara Lind", "ML", "T.B.", "TB"]);
    assert_eq!(told("They will mark it."), [""; 0]);
    assert_eq!(told("T: Good job, Oduya!"), ["Oduya"]);
}

#[test]
fn speech_is_evidence_whatever_it_judges() {
    assert_silent(&[
        "The teacher says \"excellent, you should be proud\" twice.",
        "The teacher says “very good” and ‘well done, that’s the best’.",
        "T: You seemed bored, that was poor.",
        "S2: I hate this.",
        "She said that she was bored.",
        "Teacher says, You should be proud.",
        "The sign reads: Always be respectful.",
    ]);
    assert_flags(Kind::Judgement, &[("She said \"stop\" in a harsh tone.", "in a harsh tone")]);
}

#[test]
fn what_a_camera_would_record_is_left_alone() {
    assert_silent(&[
        "She did not raise her hand.",
        "He cleared the table, wiped it, and sat to the right of the sink.",
        "The rough draft has two correct answers.",
        "The students read silently, then aloud.",
        "The cloud in the drawing looks like a fish.",
        "Two groups used the fish tank as well.",
    ]);
}

#[test]
fn positions_count_utf16_units() {
    let text = "👩‍🏫 é🎉 is excellent.";
    let found = findings(text);
    assert_eq!(found.len(), 1);
    assert_eq!(words(text, found[0].start, found[0].end), "excellent");
    assert_eq!(found[0].start, text[..text.find("excellent").unwrap()].encode_utf16().count());
}

#[test]
fn every_rule_says_why_it_is_there_and_what_to_ask() {
    for rule in rules() {
        assert!(rule.reason.ends_with('.'), "{}: {}", rule.name, rule.reason);
        assert!(rule.hint.ends_with(['.', '?']), "{}: {}", rule.name, rule.hint);
    }
    let mut names: Vec<&str> = rules().map(|rule| rule.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "two rules share a name");
}

#[cfg(not(target_family = "wasm"))]
/// Words that bring rules, quotations and splits out, between arbitrary characters.
fn note() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("because he was angry".to_owned()),
        Just("The teacher should".to_owned()),
        Just("a lot of students".to_owned()),
        Just("Ms. Hall".to_owned()),
        Just("J.M.".to_owned()),
        Just("\nT: very good".to_owned()),
        Just("👩‍🏫 excellent".to_owned()),
        "[\"'“”‘’«».,:;!? \n]{1,3}",
        "\\PC{0,12}",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "))
}

#[cfg(not(target_family = "wasm"))]
proptest! {
    #[test]
    fn positions_lie_inside_the_text_and_between_characters(text in note()) {
        let check = Check::new(NameList::new(["Jo Marsh"]));
        let mut boundaries = vec![0];
        for c in text.chars() {
            boundaries.push(boundaries[boundaries.len() - 1] + c.len_utf16());
        }
        let spans = |finding: &Finding| {
            let mut spans = vec![Span { start: finding.start, end: finding.end }];
            spans.extend(finding.split.into_iter().flat_map(|split| [split.fact, split.inference]));
            spans
        };
        for span in check.findings(&text).iter().flat_map(spans) {
            prop_assert!(span.start < span.end);
            prop_assert!(boundaries.contains(&span.start) && boundaries.contains(&span.end));
        }
    }

    #[test]
    fn quoted_text_is_never_judged(said in "[^\"“”„«»\r\n]{0,60}") {
        let text = format!("The student wrote \"{said}\".");
        prop_assert!(findings(&text).iter().all(|finding| !finding.kind.makes_judgement()), "{:?}", findings(&text));
    }
}
