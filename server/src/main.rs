//! The `fieldwalk` binary: everything is in the library, so that tests and the demo use the same.

use std::process::ExitCode;

fn main() -> ExitCode {
    fieldwalk_server::cli::main()
}
