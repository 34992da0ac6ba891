//! `fieldwalk revoke`.

use serde_json::json;

use super::open;
use super::output::Output;
use crate::args::RevokeArgs;

pub(super) async fn run(args: RevokeArgs, output: Output) -> anyhow::Result<()> {
    open(&args.data.data).await?.admin().revoke(args.device).await?;
    output.show(
        &json!({ "revoked": args.device }),
        format_args!("revoked {}; what it sent before stays", args.device),
    )
}
