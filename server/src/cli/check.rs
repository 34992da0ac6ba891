//! `fieldwalk check`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use fieldwalk_core::protocol::SignedRelease;
use serde_json::json;

use super::open;
use super::output::Output;
use crate::args::CheckArgs;
use crate::service::check::{CheckReport, check, check_releases};
use crate::store::FILE_NAME;

pub(super) async fn run(args: CheckArgs, output: Output) -> anyhow::Result<ExitCode> {
    let data = &args.data.data;
    match args.release {
        None => {
            let report = check(open(data).await?.service()).await?;
            let CheckReport { networks, documents, chunks, releases, attachments, .. } = report;
            let looked = format!(
                "looked at {networks} networks, {documents} documents, {chunks} chunks and snapshots, {releases} releases, {attachments} attachments"
            );
            show(&report, &looked, output)
        }
        Some(None) => {
            let report = check_releases(open(data).await?.service()).await?;
            let looked = format!("looked at {} releases", report.releases);
            show(&report, &looked, output)
        }
        Some(Some(file)) => check_file(&file, data, output).await,
    }
}

fn show(report: &CheckReport, looked: &str, output: Output) -> anyhow::Result<ExitCode> {
    if report.problems.is_empty() {
        output.show(report, format_args!("{looked}: all is well"))?;
        return Ok(ExitCode::SUCCESS);
    }
    output.show(
        report,
        format_args!(
            "{looked}\n\n{}\n\nKeep a copy of the data folder before you do anything. What phones hold they send again \
             after `fieldwalk restore` of a sound backup.",
            report.problems.join("\n")
        ),
    )?;
    Ok(ExitCode::FAILURE)
}

/// Verifies a released file. Beside a server's data it must be one of that server's.
async fn check_file(file: &Path, data: &Path, output: Output) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let is_beside_server = data.join(FILE_NAME).exists();
    let verified = match SignedRelease::from_bytes(&bytes) {
        Ok(signed) if is_beside_server => {
            let server_key = open(data).await?.service().server_key();
            signed.verify_by(&server_key)
        }
        Ok(signed) => signed.verify(),
        Err(error) => Err(error),
    };
    match verified {
        Ok(release) => {
            let signer = if is_beside_server { "this server" } else { "the server whose key is in the file" };
            output.show(
                &json!({ "visit": release.visit, "number": release.number, "released_at": release.released_at,
                         "problems": [] }),
                format_args!(
                    "release {} of visit {}, released {}: it is as {signer} released it",
                    release.number, release.visit, release.released_at
                ),
            )?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            let problem = error.to_string();
            output.show(&json!({ "problems": [problem] }), format_args!("{}: {problem}", file.display()))?;
            Ok(ExitCode::FAILURE)
        }
    }
}
