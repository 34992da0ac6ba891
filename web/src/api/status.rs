//! What is answered at once whether or not a profile is open, and the state of the one that is.

use super::calls;
use crate::app::App;
use crate::error::Answer;
use crate::host::Host;
use crate::record::{Invite, ProfileStatus};

calls! {
    over App<H>, with H;

    /// Reads an invite from what a person scanned or pasted: a link with the code after its `#`, or the address and the
    /// code with white space between them.
    parse_invite(text: String) -> Invite = |_app| Invite::parse(&text);

    /// The state of the open profile.
    status() -> ProfileStatus = |app| status(app);
}

fn status<H: Host>(app: &App<H>) -> Answer<ProfileStatus> {
    let open = app.open()?;
    // Before what it counts is read, so that a change in between shows as one to come.
    let revision = open.revision();
    Ok(ProfileStatus::of(open.client.status()?, app.host.is_online(), revision))
}
