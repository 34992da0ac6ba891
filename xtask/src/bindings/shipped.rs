//! The library that ships, as it is made for this machine: stripped, and with everything that is not called left out. Is
//! it as small as it has to be, and does every language's test pass on it? Run before a release, by hand: it takes half
//! an hour, and the sources of the standard library (`rustup component add rust-src`).

use anyhow::{Context as _, Result, ensure};

use super::{Library, everywhere};
use crate::run;

/// One way in which the library ships.
struct Shipped {
    name: &'static str,
    features: &'static [&'static str],
    /// What it must stay under.
    most_bytes: u64,
}

/// The whole one last: it is what the tests run on.
const SHIPPED: [Shipped; 2] = [
    Shipped {
        name: "with the app's own transport",
        features: &["--no-default-features", "--features", "encrypted"],
        most_bytes: 4_000_000,
    },
    Shipped { name: "with HTTPS", features: &[], most_bytes: 6_000_000 },
];

/// As the scripts of each system do. One kind of library and no other: beside one that Rust links, whatever is public
/// stays in, called or not.
const BUILD: [&str; 11] = [
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
    "--target",
];

/// Builds what ships, prints how large it is and tests it; whether it is small and passed.
pub(super) fn run() -> Result<bool> {
    let host = host()?;
    let library = run::root().join("target").join(&host).join("phone/libfieldwalk_mobile.so");
    let mut is_small = true;
    for Shipped { name, features, most_bytes } in SHIPPED {
        let mut build = run::cargo(&BUILD);
        // What phone.toml asks of the compiler is not stable.
        build.arg(&host).args(features).env("RUSTC_BOOTSTRAP", "1");
        ensure!(run::succeeds(&mut build)?, "the library did not build");
        let size_bytes = std::fs::metadata(&library).context("the library is not where it was built")?.len();
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        println!("{name}: {:.3} MB, at most {:.0}", megabytes(size_bytes), megabytes(most_bytes));
        is_small &= size_bytes < most_bytes;
    }
    let described = Library::build()?.described;
    Ok(everywhere(&Library { described, called: library })? && is_small)
}

/// What this machine is called as a target: a standard library is compiled for a target that is named.
fn host() -> Result<String> {
    let told = run::output(run::program("rustc").args(["--print", "host-tuple"]));
    Ok(told.context("rustc does not say for which machine it is")?.trim().to_owned())
}
