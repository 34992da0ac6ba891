//! Measures the check on labelled sentences.
//!
//! `labelled.tsv` has a label, a sentence and a set in each line. Rules may be written with the `develop`
//! sentences in view; the `held_out` ones are for measuring and must not be written rules for.

use super::{Check, Verdict, verdict};

/// How often the check was right.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    sentences: u32,
    right: u32,
    evidence: u32,
    false_alarms: u32,
}

impl Score {
    fn of(set: &str) -> Self {
        let check = Check::default();
        let mut score = Self::default();
        for line in include_str!("labelled.tsv").lines().skip(1) {
            let [label, sentence, its_set] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
            if its_set != set {
                continue;
            }
            let said = verdict(&check.findings(sentence));
            let truth = if label == "evidence" { Verdict::Evidence } else { Verdict::Judgement };
            score.sentences += 1;
            score.right += u32::from(said == truth);
            score.evidence += u32::from(truth == Verdict::Evidence);
            score.false_alarms += u32::from(truth == Verdict::Evidence && said != truth);
        }
        score
    }

    fn right_percent(self) -> f64 {
        f64::from(self.right) * 100.0 / f64::from(self.sentences)
    }

    fn false_alarm_percent(self) -> f64 {
        f64::from(self.false_alarms) * 100.0 / f64::from(self.evidence)
    }
}

#[test]
fn nine_of_ten_sentences_are_judged_right_and_evidence_is_left_alone() {
    for (set, least) in [("develop", 300), ("held_out", 300)] {
        let score = Score::of(set);
        assert!(score.sentences >= least, "{set} has only {} sentences", score.sentences);
        assert!(score.right_percent() >= 90.0, "{set}: {score:?}");
        assert!(score.false_alarm_percent() < 5.0, "{set}: {score:?}");
    }
}
