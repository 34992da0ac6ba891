//! Builds the server again when the web client was built again: its files are embedded.

fn main() {
    println!("cargo::rerun-if-changed=../web/dist");
}
