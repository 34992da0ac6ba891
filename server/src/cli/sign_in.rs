//! `fieldwalk sign-in`.

use serde_json::json;

use super::open;
use super::output::Output;
use crate::args::SignInArgs;

pub(super) async fn run(args: SignInArgs, output: Output) -> anyhow::Result<()> {
    let made = open(&args.data.data).await?.admin().sign_in_code(args.member).await?;
    let link = args.base_url.map(|url| made.link(&url));
    let shown = link.as_deref().unwrap_or("type it at /sign-in of this server; --base-url makes a link of it");
    let words = format!("{}\n{shown}\ngood once, until {}", made.code, made.expires_at);
    let value = json!({ "code": made.code, "link": link, "member": made.member, "expires_at": made.expires_at });
    output.show(&value, words)
}
