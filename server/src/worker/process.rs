//! The worker's own side: limits first, then one task after another until the pipe closes.
//!
//! Messages are CBOR with the length before them, four bytes, little-endian. A worker says nothing else: what it was
//! given is private, also in a panic's message, so its standard error goes nowhere.

use std::io::{self, Read, Write};

use fieldwalk_core::evidence::Check;
use fieldwalk_core::protocol::{decode, encode};

use super::task::Task;

/// A message at most, in bytes.
pub(super) const MESSAGE_BYTES_MAX: usize = 64 << 20;
#[cfg(unix)]
const MEMORY_BYTES_MAX: u64 = 1 << 30;
/// For all tasks of a worker's life together; the parent has a much shorter limit for each.
#[cfg(unix)]
const CPU_SECONDS_MAX: u64 = 120;

/// Serves the process that started this one, until it closes the pipe.
///
/// # Errors
/// Where the limits cannot be set (nothing is read then) or the pipe breaks.
pub fn run() -> io::Result<()> {
    limit()?;
    // The rules of the evidence check are made when first used: better before somebody waits.
    Check::default().findings("");
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(message) = read_message(&mut input)? {
        let task: Task = decode(&message).map_err(io::Error::other)?;
        let answer = encode(&task.perform());
        output.write_all(&message_length(&answer)?)?;
        output.write_all(&answer)?;
        output.flush()?;
    }
    Ok(())
}

#[cfg(unix)]
fn limit() -> io::Result<()> {
    rlimit::Resource::AS.set(MEMORY_BYTES_MAX, MEMORY_BYTES_MAX)?;
    rlimit::Resource::CPU.set(CPU_SECONDS_MAX, CPU_SECONDS_MAX)?;
    // A core file would hold what people wrote.
    rlimit::Resource::CORE.set(0, 0)
}

#[cfg(not(unix))]
fn limit() -> io::Result<()> {
    Ok(())
}

fn read_message(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut message = vec![0; message_bytes(length)?];
    input.read_exact(&mut message)?;
    Ok(Some(message))
}

/// How many bytes follow.
pub(super) fn message_bytes(length: [u8; 4]) -> io::Result<usize> {
    let bytes = usize::try_from(u32::from_le_bytes(length)).map_err(io::Error::other)?;
    if bytes > MESSAGE_BYTES_MAX { Err(io::Error::other("a message is too long")) } else { Ok(bytes) }
}

/// What goes before the message.
pub(super) fn message_length(message: &[u8]) -> io::Result<[u8; 4]> {
    if message.len() > MESSAGE_BYTES_MAX {
        return Err(io::Error::other("a message is too long"));
    }
    Ok(u32::try_from(message.len()).map_err(io::Error::other)?.to_le_bytes())
}
