//! `visit.json` as it must be, made from the recount: every field, so that a number that is new is noticed.

use std::path::Path;

use fieldwalk_core::domain::{Focus, NoteKind};
use serde_json::{Value, json};

use super::recount::{Piece, Recount};

/// Holds the file against the recount.
pub(super) fn check(path: &Path, count: &Recount<'_>) {
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let raw = count.raw;
    let expected = json!({
        "visit": raw.visit.to_string(),
        "kind": raw.kind,
        "host_school": file["host_school"],
        "host_school_name": raw.host_school_name,
        "date": raw.date,
        "stage": raw.stage,
        "release": null,
        "feedback": feedback(count),
        // The visit's policy names nobody.
        "observers": {},
    });
    same(&file, &expected, "visit.json");
}

/// Fails at the first value that differs, and names it.
fn same(found: &Value, expected: &Value, place: &str) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            assert!(found.keys().eq(expected.keys()), "{place}: {:?} and not {:?}", found.keys(), expected.keys());
            for (name, value) in expected {
                same(&found[name], value, &format!("{place}.{name}"));
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{place}: how many");
            for (number, (found, expected)) in found.iter().zip(expected).enumerate() {
                same(found, expected, &format!("{place}[{number}]"));
            }
        }
        _ => assert_eq!(found, expected, "{place}"),
    }
}

fn feedback(count: &Recount<'_>) -> Value {
    let raw = count.raw;
    let of_rooms = |rooms: usize| if count.tells_rooms() { json!([rooms, count.rooms]) } else { Value::Null };
    let notes = count.notes.iter().map(|note| {
        let about = json!({
            "minute": note.minute,
            "kind": note.says.kind.as_str(),
            "focus": note.says.focus.as_str(),
            "look_fors": note.says.look_fors,
            "text": note.text,
        });
        piece(note, about)
    });
    let counted = count.tallies.iter().map(|tally| {
        let (number, denominator) = tally.says;
        piece(tally, json!({ "label": tally.text, "count": number, "denominator": denominator }))
    });
    let wonderings = count.wonderings.iter().map(|wondering| piece(wondering, json!({ "text": wondering.text })));
    let coverage =
        count.coverage.iter().map(|(room, team, notes)| json!({ "room": room, "team": team, "notes": notes }));
    let look_fors = raw.plan.look_fors.keys().zip(&count.look_fors).map(|(id, (name, notes, rooms))| {
        json!({ "look_for": id.to_string(), "name": name, "notes": notes, "rooms": of_rooms(*rooms) })
    });
    let sums = count.sums.iter().map(|(label, number, denominator, tallies)| {
        json!({ "label": label, "count": number, "denominator": denominator, "tallies": tallies })
    });
    let patterns = count.patterns.iter().map(|pattern| {
        let placed = pattern.placed.iter();
        json!({
            "pattern": pattern.id,
            "statement": pattern.statement,
            "rooms": of_rooms(pattern.rooms),
            "observers": pattern.observers,
            "bearings": pattern.bearings,
            "evidence": placed
                .map(|(evidence, bearings)| json!({ "evidence": evidence, "bearings": bearings }))
                .collect::<Vec<_>>(),
        })
    });
    let next_steps = raw.debrief.next_steps.iter().filter(|(_, step)| !step.text.trim().is_empty());
    let next_steps = next_steps.map(|(id, step)| {
        let (level, horizon) = (step.level.as_str(), step.horizon.as_str());
        json!({ "step": id.to_string(), "text": step.text, "level": level, "horizon": horizon })
    });
    let about = |focus: Focus| count.notes_where(|note| note.focus == focus);
    let of_kind = |kind: NoteKind| count.notes_where(|note| note.kind == kind);
    json!({
        "problem_of_practice": raw.plan.problem_of_practice,
        "observers": count.observers,
        "coverage": coverage.collect::<Vec<_>>(),
        "look_fors": look_fors.collect::<Vec<_>>(),
        "focus": {
            "teacher": about(Focus::Teacher),
            "students": about(Focus::Students),
            "task": about(Focus::Task),
        },
        "kinds": {
            "verbatim": of_kind(NoteKind::Verbatim),
            "behaviour": of_kind(NoteKind::Behaviour),
            "count": of_kind(NoteKind::Count),
            "environment": of_kind(NoteKind::Environment),
        },
        "tallies": sums.collect::<Vec<_>>(),
        "notes": notes.collect::<Vec<_>>(),
        "counted": counted.collect::<Vec<_>>(),
        "wonderings": wonderings.collect::<Vec<_>>(),
        "gaps": count.gaps().into_iter().map(|(gap, _)| gap).collect::<Vec<_>>(),
        "rooms": count.rooms,
        "totals": {
            "notes": count.notes.len(),
            "tallies": count.tallies.len(),
            "wonderings": count.wonderings.len(),
            "unclustered": count.unclustered.len(),
        },
        "shows": "whole_evidence",
        "patterns": patterns.collect::<Vec<_>>(),
        "unclustered": count.unclustered,
        "predictions": Recount::said(raw.debrief.predictions.values().map(|said| &said.text)),
        "group_wonderings": Recount::said(raw.debrief.wonderings.values().map(|said| &said.text)),
        "next_steps": next_steps.collect::<Vec<_>>(),
        "masked": count.masked,
        "hidden": count.hidden,
        "flags": {},
    })
}

/// A piece with what all pieces have.
fn piece<T>(piece: &Piece<T>, mut says: Value) -> Value {
    says["evidence"] = json!(piece.evidence);
    says["room"] = json!(piece.room);
    says["observer"] = Value::Null;
    says["is_hidden"] = json!(false);
    says
}
