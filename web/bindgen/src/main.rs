//! Writes the JavaScript and the TypeScript types of a built `fieldwalk_web.wasm`:
//! `fieldwalk-web-bindgen [--tests] WASM FOLDER`. A program of its own, so that what only builds browsers' files delays
//! nobody else; of exactly the version of the library that the wasm was built with.

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1).peekable();
    let is_tests = args.next_if(|first| first == "--tests").is_some();
    let wasm = args.next().context("the first argument is the .wasm file")?;
    let folder = args.next().context("the second argument is the folder to write to")?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).web(true)?.remove_producers_section(true);
    // The bundler finds the .wasm by the path that stands in the JavaScript.
    bindgen.omit_default_module_path(false);
    if is_tests {
        // Its `main` would look for tests of the usual kind, and there is no thread to run them.
        bindgen.out_name("tests").emit_start(false).typescript(false);
    } else {
        bindgen.typescript(true);
    }
    bindgen.generate(folder)
}
