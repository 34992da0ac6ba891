//! The core's own tests in a browser: documents, the evidence check and the client over its private file system.
//!
//! They are built as what ships is, so that what both depend on is compiled once.

use anyhow::{Result, ensure};

use super::{Mode, TARGET, bindgen, compile, target};
use crate::run;

/// Builds and runs them; false where one fails.
pub(crate) fn test(mode: Mode) -> Result<bool> {
    let folder = run::root().join("target").join(TARGET).join("tests");
    let cargo =
        ["rustc", "-p", "fieldwalk-core", "--features", "browser-tests", "--lib", "--crate-type", "cdylib"];
    let mut cargo = compile(mode, &cargo);
    cargo.args(["--", "--cfg", "test", "-A", "unused"]);
    ensure!(run::succeeds(&mut cargo)?, "the tests did not compile for the browser");
    bindgen(&["--tests"], &target(mode).join("fieldwalk_core.wasm"), &folder)?;
    run::succeeds(run::program("node").arg("web/tests/run.mjs").arg(folder))
}
