//! What holds for every visit: whoever shared first, whatever was masked and hidden.

use proptest::prelude::*;

use super::*;

/// One shared piece: its author, its room, what it is, and what becomes of it.
#[derive(Debug, Clone)]
struct Drawn {
    author: u128,
    room: Option<u128>,
    form: Form,
    is_hidden: bool,
    is_masked: bool,
    placed: Option<(u128, Bearing)>,
}

#[derive(Debug, Clone)]
enum Form {
    Note(NoteKind, Focus, Vec<u128>),
    Tally(u32, Option<u32>),
    Wondering,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let form = prop_oneof![
        3 => (0..4_usize, 0..3_usize, prop::collection::vec(1..4_u128, 0..3))
            .prop_map(|(kind, focus, look_fors)| Form::Note(NoteKind::ALL[kind], Focus::ALL[focus], look_fors)),
        1 => (0..9_u32, prop::option::of(0..30_u32)).prop_map(|(count, of)| Form::Tally(count, of)),
        1 => Just(Form::Wondering),
    ];
    let placed = prop::option::of((1..4_u128, 0..3_usize));
    (
        7_001..7_004_u128,
        prop::option::weighted(0.9, 1..6_u128),
        form,
        prop::bool::weighted(0.2),
        any::<bool>(),
        placed,
    )
        .prop_map(|(author, room, form, is_hidden, is_masked, placed)| Drawn {
            author,
            room,
            form,
            is_hidden,
            is_masked,
            placed: placed.map(|(pattern, bearing)| (pattern, Bearing::ALL[bearing])),
        })
}

/// The words of piece `number`: in no other piece.
fn words(number: u128) -> [String; 3] {
    ["a", "b", "c"].map(|word| format!("q{number}{word}"))
}

/// The visit made of `pieces`, with their authors called otherwise where `rename` is not 0.
fn scene(pieces: &[Drawn], rename: u128) -> Scene {
    let mut scene = Scene {
        visit: visit(5),
        contributions: BTreeMap::new(),
        debrief: Debrief::default(),
        review: Review::default(),
        flags: BTreeMap::new(),
    };
    for (number, piece) in (1..).zip(pieces) {
        let member = id(MemberId, piece.author ^ rename);
        let contribution = scene.contributions.entry(member).or_default();
        let (item, text) = (id(ItemId, number), words(number).join(" "));
        // A room that the plan does not know is no room.
        let (room, minute) = (piece.room.unwrap_or(99), 1);
        match &piece.form {
            Form::Note(kind, focus, look_fors) => {
                let look_fors = look_fors.iter().map(|look_for| id(LookForId, *look_for)).collect();
                let note = SharedNote {
                    kind: *kind,
                    focus: *focus,
                    look_fors,
                    text,
                    reworded_at: None,
                    attachments: Vec::new(),
                };
                contribution.notes.insert(item, shared(note, room, minute));
            }
            Form::Tally(count, denominator) => {
                let tally = SharedTally { label: text, count: *count, denominator: *denominator };
                contribution.tallies.insert(item, shared(tally, room, minute));
            }
            Form::Wondering => {
                contribution
                    .wonderings
                    .insert(item, shared(SharedWondering { text, reworded_at: None }, room, minute));
            }
        }
        if piece.is_hidden {
            scene.review.hidden.insert(evidence(number));
        }
        if piece.is_masked {
            let [_, b, c] = words(number);
            scene.review.masks.insert(evidence(number), BTreeSet::from([b.clone(), format!("{b} {c}")]));
        }
        if let Some((pattern, bearing)) = piece.placed {
            scene.place(pattern, number, &[bearing]);
        }
        scene.flags.insert(evidence(number), vec![Flag { kind: Kind::Judgement, start: 0, end: 3 }]);
    }
    scene
}

proptest! {
    #[test]
    fn who_is_called_what_changes_nothing(pieces in prop::collection::vec(drawn(), 0..30), rename in 0..1_000_u128) {
        let (one, other) = (scene(&pieces, 0).read(), scene(&pieces, rename).read());
        prop_assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&other).unwrap());
    }

    #[test]
    fn hidden_and_masked_words_are_nowhere(pieces in prop::collection::vec(drawn(), 0..30), themes in any::<bool>()) {
        let scene = scene(&pieces, 0);
        let shows = if themes { Shows::ThemesOnly } else { Shows::WholeEvidence };
        let read = feedback(scene.sources(), Lens { shows, ..Lens::participant() });
        let bytes = serde_json::to_string(&read).unwrap();
        for (number, piece) in (1..).zip(&pieces) {
            let [a, b, c] = words(number);
            prop_assert!(!piece.is_hidden || !bytes.contains(&a), "hidden: {}", a);
            let is_left_out = piece.is_hidden || piece.is_masked;
            prop_assert!(!is_left_out || !bytes.contains(&b) && !bytes.contains(&c), "masked: {} {}", b, c);
            prop_assert!(!piece.is_hidden || !bytes.contains(&evidence(number).to_string()));
        }
        for member in scene.contributions.keys() {
            prop_assert!(!bytes.contains(&member.to_string()), "an observer");
        }
    }

    #[test]
    fn the_numbers_add_up(pieces in prop::collection::vec(drawn(), 0..30)) {
        let scene = scene(&pieces, 0);
        let (read, cleared) = (scene.read(), scene.clear());
        let counting: Vec<_> = pieces.iter().filter(|piece| !piece.is_hidden).collect();
        let is_note = |piece: &&&Drawn| matches!(piece.form, Form::Note(..));
        let is_placed_in_room = |piece: &&&Drawn| piece.room.is_some();
        let Totals { notes, tallies, wonderings, unclustered } = read.totals;
        prop_assert_eq!(notes + tallies + wonderings + read.hidden, pieces.len());
        prop_assert_eq!(notes, counting.iter().filter(is_note).count());
        prop_assert_eq!(read.focus.values().sum::<usize>(), notes);
        prop_assert_eq!(read.kinds.values().sum::<usize>(), notes);
        prop_assert_eq!(read.notes.len(), notes);
        prop_assert_eq!(read.tallies.iter().map(|sum| sum.tallies).sum::<usize>(), tallies);
        prop_assert_eq!(read.unclustered.len(), unclustered);
        let in_rooms = counting.iter().filter(is_note).filter(is_placed_in_room).count();
        prop_assert_eq!(cleared.coverage.iter().map(|cell| cell.notes).sum::<usize>(), in_rooms);
        prop_assert_eq!(cleared.totals, read.totals);
        let rooms: BTreeSet<_> = counting.iter().filter_map(|piece| piece.room).collect();
        prop_assert_eq!(read.rooms, rooms.len());
        for pattern in &cleared.patterns {
            let (seen, of) = pattern.rooms.unwrap();
            prop_assert!(seen <= of && pattern.observers <= read.observers);
            prop_assert_eq!(pattern.bearings.values().sum::<usize>(), pattern.evidence.len());
        }
        prop_assert_eq!(read.coverage.is_empty(), rooms.len() < ROOMS_FOR_A_BREAKDOWN);
    }
}
