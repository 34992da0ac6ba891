//! `fieldwalk backup`.

use serde_json::json;

use super::output::Output;
use crate::args::BackupArgs;
use crate::store::backup;

pub(super) fn run(args: &BackupArgs, output: Output) -> anyhow::Result<()> {
    super::expect_database(&args.data.data)?;
    backup::write(&args.data.data, &args.to)?;
    let size_bytes = std::fs::metadata(&args.to)?.len();
    output.show(
        &json!({ "backup": args.to, "size_bytes": size_bytes }),
        format_args!("wrote {} ({size_bytes} bytes)", args.to.display()),
    )
}
