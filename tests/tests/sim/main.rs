//! The simulation over many seeds. `FIELDWALK_SEEDS=4000..5000` runs others, `FIELDWALK_SEED=17` tells one's story.

use fieldwalk_tests::sim::{Options, Sabotage, run};

const STEPS: usize = 120;

/// The seeds to run: those asked for, or the 200 of every day.
fn seeds() -> std::ops::Range<u64> {
    let Ok(range) = std::env::var("FIELDWALK_SEEDS") else { return 0..200 };
    let (from, to) = range.split_once("..").expect("FIELDWALK_SEEDS is FROM..TO");
    from.parse().unwrap()..to.parse().unwrap()
}

/// Every fourth seed, so that the four tests below run side by side.
fn promises_hold_for_share(share: u64) {
    for seed in seeds().filter(|seed| seed % 4 == share) {
        if let Err(broken) = run(Options { seed, steps: STEPS, sabotage: None }) {
            panic!(
                "seed {seed}: {broken}\nreplay with FIELDWALK_SEED={seed} cargo test -p fieldwalk-tests one_seed"
            );
        }
    }
}

#[test]
fn promises_hold_for_the_first_share_of_seeds() {
    promises_hold_for_share(0);
}

#[test]
fn promises_hold_for_the_second_share_of_seeds() {
    promises_hold_for_share(1);
}

#[test]
fn promises_hold_for_the_third_share_of_seeds() {
    promises_hold_for_share(2);
}

#[test]
fn promises_hold_for_the_fourth_share_of_seeds() {
    promises_hold_for_share(3);
}

#[test]
fn one_seed_tells_its_story() {
    let filter = tracing_subscriber::EnvFilter::from_default_env();
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_test_writer().try_init();
    let seed = std::env::var("FIELDWALK_SEED").map_or(7, |seed| seed.parse().unwrap());
    let options = Options { seed, steps: STEPS, sabotage: None };
    let story = run(options).unwrap();
    assert_eq!(story, run(options).unwrap(), "a seed replays exactly");
    println!("{}\n{} items", story.lines.join("\n"), story.items);
}

fn is_noticed(sabotage: Sabotage) {
    let noticed = (0..40).any(|seed| run(Options { seed, steps: STEPS, sabotage: Some(sabotage) }).is_err());
    assert!(noticed, "{sabotage:?} went unnoticed in 40 seeds");
}

#[test]
fn a_receipt_before_the_commit_is_noticed() {
    is_noticed(Sabotage::ReceiptBeforeCommit);
}

#[test]
fn a_cursor_without_grants_is_noticed() {
    is_noticed(Sabotage::CursorWithoutGrants);
}

#[test]
fn a_container_made_by_an_intent_is_noticed() {
    is_noticed(Sabotage::ContainerMadeByIntent);
}
