//! `fieldwalk check`.

use std::process::ExitCode;

use super::open;
use super::output::Output;
use crate::args::DataDir;
use crate::service::check::check;

pub(super) async fn run(args: DataDir, output: Output) -> anyhow::Result<ExitCode> {
    let app = open(&args.data).await?;
    let report = check(app.service()).await?;
    let looked = format!(
        "looked at {} networks, {} documents, {} chunks and snapshots",
        report.networks, report.documents, report.chunks
    );
    if report.problems.is_empty() {
        output.show(&report, format_args!("{looked}: all is well"))?;
        return Ok(ExitCode::SUCCESS);
    }
    output.show(
        &report,
        format_args!(
            "{looked}\n\n{}\n\nKeep a copy of the data folder before you do anything. What phones hold they send again \
             after `fieldwalk restore` of a sound backup.",
            report.problems.join("\n")
        ),
    )?;
    Ok(ExitCode::FAILURE)
}
