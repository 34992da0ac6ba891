//! `fieldwalk export`.

use std::fs;

use anyhow::Context;
use serde_json::json;

use super::open;
use super::output::Output;
use crate::args::ExportArgs;
use crate::report;
use crate::service::export::{export, networks_of};
use crate::service::release::signed_files;

pub(super) async fn run(args: ExportArgs, output: Output) -> anyhow::Result<()> {
    let app = open(&args.data.data).await?;
    let networks = networks_of(app.service(), args.visit).await?;
    let [network] = networks[..] else {
        anyhow::bail!("there is no such visit here; `fieldwalk visits` shows them");
    };
    let exported = export(app.service(), network, args.visit).await?;
    fs::create_dir_all(&args.out).with_context(|| format!("cannot make {}", args.out.display()))?;
    let mut files = report::csv_files(&exported);
    files.push(("visit.json", report::visit_json(&exported)));
    let workbook = report::visit_xlsx(&exported, report::Language::English).context("cannot make the workbook")?;
    files.push(("visit.xlsx", workbook));
    for (name, bytes) in files {
        let path = args.out.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let released = signed_files(app.service(), network, args.visit).await?;
    for (number, signed) in &released {
        let path = args.out.join(format!("release-{number}.json"));
        fs::write(&path, signed.to_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let feedback = &exported.feedback;
    let (notes, tallies, wonderings) = (feedback.notes.len(), feedback.counted.len(), feedback.wonderings.len());
    output.show(
        &json!({ "out": args.out, "notes": notes, "tallies": tallies, "wonderings": wonderings,
                 "releases": released.len() }),
        format_args!(
            "{notes} notes, {tallies} tallies, {wonderings} wonderings, {} releases in {}",
            released.len(),
            args.out.display()
        ),
    )
}
