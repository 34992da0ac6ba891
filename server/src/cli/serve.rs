//! `fieldwalk serve`.

use std::net::TcpListener;

use anyhow::Context;
use fieldwalk_core::domain::Role;
use serde_json::json;

use super::output::Output;
use crate::app::{App, Config};
use crate::args::ServeArgs;
use crate::serve::{asked_to_stop, serve, tls_from_files};
use crate::service::admin::INVITE_HOURS;
use crate::telemetry;

pub(super) async fn run(args: ServeArgs, output: Output) -> anyhow::Result<()> {
    telemetry::start(args.log_format);
    let tls = match (&args.tls_cert, &args.tls_key) {
        (Some(certificate), Some(key)) => {
            Some(tls_from_files(certificate, key).await.context("the certificate or its key cannot be used")?)
        }
        _ => None,
    };
    let listener = TcpListener::bind(args.listen).with_context(|| format!("cannot listen on {}", args.listen))?;
    // Before anybody is told that the server is there: who is told may ask it to stop.
    let stop = asked_to_stop()?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let address = format!("{scheme}://{}", listener.local_addr()?);

    let config = Config { is_behind_proxy: args.behind_proxy, ..Config::new(args.data.data.clone()) };
    let app = App::open(config).await?;
    if app.admin().networks().await?.is_empty() {
        first_start(&app, &args, args.public_url.as_deref().unwrap_or(&address), output).await?;
    }
    output.show(&json!({ "listening": address }), format_args!("listening on {address}"))?;
    serve(app, listener, tls, stop).await.context("the server stopped")?;
    tracing::info!("stopped; everything that was received is on disk");
    Ok(())
}

/// Makes the first network, its facilitator and the invite.
async fn first_start(app: &App, args: &ServeArgs, url: &str, output: Output) -> anyhow::Result<()> {
    let admin = app.admin();
    let network = admin.create_network(&args.name).await?;
    let member = admin.add_member(network, &args.facilitator, Role::Facilitator, None).await?;
    let invite = admin.invite(network, member, INVITE_HOURS).await?;
    output.show(
        &json!({ "network": network, "member": member, "invite": invite.code, "server": url,
                 "expires_at": invite.expires_at }),
        format_args!(
            "This is a new server. Enrol the first facilitator's device with this invite, once, before {}:\n\n  \
             server  {url}\n  invite  {}\n",
            invite.expires_at, invite.code
        ),
    )
}
