//! `fieldwalk invite`.

use super::open;
use super::output::Output;
use crate::args::InviteArgs;

pub(super) async fn run(args: InviteArgs, output: Output) -> anyhow::Result<()> {
    let app = open(&args.of.data.data).await?;
    let invite = app.admin().invite(args.of.network, args.member, args.hours).await?;
    let words = format!("{}\ngood for one device, until {}", invite.code, invite.expires_at);
    output.show(&invite, words)
}
