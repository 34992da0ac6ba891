//! `fieldwalk devices`.

use super::open;
use super::output::Output;
use crate::args::OfNetwork;

pub(super) async fn run(args: OfNetwork, output: Output) -> anyhow::Result<()> {
    let devices = open(&args.data.data).await?.admin().devices(args.network).await?;
    output.list(&devices, |device| {
        let revoked = if device.revoked_at.is_some() { "  (revoked)" } else { "" };
        format!("{}  member {}  seen {}  {}{revoked}", device.id, device.member, device.last_seen_at, device.name)
    })
}
