//! Writes the code of each language from the library, and its interface down; a program of its own, because as a part
//! of the library it would ship with it.
//!
//! `fieldwalk-mobile-bindgen api LIBRARY` prints the interface; everything else is as `uniffi-bindgen` takes it.
#![expect(clippy::print_stdout, reason = "what it writes is taken from there")]

mod api;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    if let (Some("api"), Some(library)) = (arguments.next().as_deref(), arguments.next()) {
        print!("{}", api::of_library(&library)?);
        return Ok(());
    }
    uniffi::uniffi_bindgen_main();
    Ok(())
}
