//! Writes the code of each language from the library; a program of its own, because as a part of the library it would
//! ship with it.

fn main() {
    uniffi::uniffi_bindgen_main();
}
