//! What a profile does, by topic. Each method parses its arguments, makes one call into the core and converts.

mod attachments;
mod capture;
mod debrief;
mod file;
mod response;
mod share;
mod status;
mod visits;

use std::collections::BTreeSet;

use fieldwalk_core::client::Client;
use fieldwalk_core::ids::{ItemId, VisitId};
use fieldwalk_core::order::Gather as _;

use crate::error::{Answer, FieldwalkError, Retry, error};

/// The most that is taken of any text before it is looked at, in bytes; the limits of the core are far below.
const TEXT_BYTES_MAX: usize = 1 << 20;

/// A text that is not absurdly long.
fn sane(text: String) -> Answer<String> {
    if text.len() > TEXT_BYTES_MAX { Err(too_long()) } else { Ok(text) }
}

fn too_long() -> FieldwalkError {
    error!(TooLong, Retry::AfterAction, "the text is too long; nothing was changed")
}

/// The items of a visit that the server does not hold as they are now.
fn waiting(client: &Client, visit: VisitId) -> Answer<BTreeSet<ItemId>> {
    Ok(client.waiting_items(visit)?.into_iter().gather())
}
