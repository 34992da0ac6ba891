//! `fieldwalk visits`.

use super::open;
use super::output::Output;
use crate::args::OfNetwork;

pub(super) async fn run(args: OfNetwork, output: Output) -> anyhow::Result<()> {
    let visits = open(&args.data.data).await?.admin().visits(args.network).await?;
    output.list(&visits, |visit| {
        let observers = visit.observers.len();
        let (kind, stage) = (visit.kind.as_str(), visit.stage.as_str());
        format!("{}  {}  {kind}  {stage}  {observers} observers", visit.visit, visit.date)
    })
}
