//! `fieldwalk restore`.

use fieldwalk_core::clock::{Clock, SystemClock};
use serde_json::json;

use super::output::Output;
use crate::app::lock;
use crate::args::RestoreArgs;
use crate::store::backup;

pub(super) fn run(args: &RestoreArgs, output: Output) -> anyhow::Result<()> {
    // No server may have the folder meanwhile.
    let _lock = lock(&args.data.data)?;
    let set_aside = backup::put_back(&args.data.data, &args.from, SystemClock.now())?;
    let kept = match &set_aside {
        Some(path) => format!("; the database that was there is now {}", path.display()),
        None => String::new(),
    };
    output.show(
        &json!({ "restored": args.from, "set_aside": set_aside }),
        format_args!(
            "{} is in place{kept}. Start the server: devices will send again what this copy lacks.",
            args.from.display()
        ),
    )
}
