//! `golden [NAME]`: makes a golden store with today's code, for later versions to open. Each release leaves one behind.
#![expect(clippy::print_stdout, reason = "a word for the person who asked")]

use anyhow::Result;
use fieldwalk_tests::golden::Golden;

#[tokio::main]
async fn main() -> Result<()> {
    let name = std::env::args().nth(1).unwrap_or_else(|| env!("CARGO_PKG_VERSION").to_owned());
    let folder = tempfile::tempdir()?;
    let golden = Golden::make(&name, folder.path()).await;
    println!("tests/golden/{} is made: {:#?}", golden.name(), golden.seen());
    Ok(())
}
