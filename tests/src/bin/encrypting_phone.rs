//! A phone whose profile gets a key: opens it, which encrypts it, and dies at the write that makes a file larger than
//! a limit. `encrypting_phone PROFILE BYTES`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use fieldwalk_core::store::{Store, StoreError, StoreKey};
use rlimit::Resource;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let profile = PathBuf::from(arguments.next().context("which profile?")?);
    let limit_bytes = arguments.next().context("how many bytes?")?.to_string_lossy().parse()?;
    // The signal that comes at the limit ends the process as a kill does, and would write its memory to the disk.
    Resource::CORE.set(0, 0)?;
    Resource::FSIZE.set(limit_bytes, limit_bytes)?;
    Store::open_with::<StoreError>(&profile, |_| Ok(StoreKey::from_bytes(&[7; 32])))?;
    Ok(())
}
