//! How large the library is that ships, as it is made for this machine: stripped, and with everything that is not called
//! left out. Run before a release, by hand: it takes minutes.

use anyhow::{Context as _, Result, ensure};

use crate::run;

/// What ships, with the arguments that make it and the size that it stays under.
const SHIPPED: [(&str, &[&str], u64); 2] = [
    ("with HTTPS", &[], 6_000_000),
    ("with the app's own transport", &["--no-default-features", "--features", "encrypted"], 4_000_000),
];

/// As the scripts of each system do. One kind of library and no other: beside one that Rust links, whatever is public
/// stays in, called or not.
const BUILD: [&str; 10] = [
    "rustc",
    "--config",
    "mobile-bindings/phone.toml",
    "--profile",
    "phone",
    "-p",
    "fieldwalk-mobile",
    "--lib",
    "--crate-type",
    "cdylib",
];

/// Builds what ships and prints how large it is; whether that is small enough.
pub(super) fn run() -> Result<bool> {
    let mut is_small = true;
    for (name, features, size_bytes_max) in SHIPPED {
        let mut build = run::cargo(&BUILD);
        ensure!(run::succeeds(build.args(features))?, "the library did not build");
        let library = run::root().join("target/phone/libfieldwalk_mobile.so");
        let size_bytes = std::fs::metadata(&library).context("the library is not where it was built")?.len();
        println!("{name}: {:.2} MB of {:.0}", size_bytes as f64 / 1e6, size_bytes_max as f64 / 1e6);
        is_small &= size_bytes < size_bytes_max;
    }
    Ok(is_small)
}
