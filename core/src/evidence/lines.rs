//! The evidence check as a filter: one text a line in, one JSON object a line out.

use serde::Serialize;

use super::{Check, Finding, Verdict, verdict};

/// What is written for one line.
#[derive(Debug, Serialize)]
struct Line<'a> {
    text: &'a str,
    verdict: Verdict,
    findings: Vec<Finding>,
}

/// Checks one line and returns its JSON object, without a line end.
///
/// The object has `text`, `verdict` ("evidence" or "judgement") and `findings`, each with `kind`, `start`,
/// `end` and `hint`; a `fact_and_inference` also has `fact` and `inference`, each with `start` and `end`.
/// Positions are UTF-16 code units, as everywhere in the evidence check.
pub fn check_line(check: &Check, text: &str) -> String {
    let findings = check.findings(text);
    let line = Line { text, verdict: verdict(&findings), findings };
    serde_json::to_string(&line).expect("strings and numbers always have a JSON form")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_line_becomes_one_json_object() {
        let check = Check::default();
        assert_eq!(
            check_line(&check, "He picked up the \"red\" cup."),
            r#"{"text":"He picked up the \"red\" cup.","verdict":"evidence","findings":[]}"#
        );
        let line: serde_json::Value =
            serde_json::from_str(&check_line(&check, "He left the room because he was angry.")).unwrap();
        assert_eq!(line["verdict"], "judgement");
        let split = line["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|finding| finding["kind"] == "fact_and_inference")
            .unwrap();
        assert_eq!((split["fact"]["start"].as_u64(), split["fact"]["end"].as_u64()), (Some(0), Some(16)));
        assert_eq!(
            (split["inference"]["start"].as_u64(), split["inference"]["end"].as_u64()),
            (Some(17), Some(37))
        );
        assert!(split["hint"].as_str().is_some_and(|hint| !hint.is_empty()));
    }
}
