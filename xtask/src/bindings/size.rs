//! How large the library is that ships, as it is made for this machine: stripped, and with everything that is not called
//! left out. Run before a release, by hand: it takes minutes.

use anyhow::{Context as _, Result, ensure};

use crate::run;

/// One way in which the library ships.
struct Shipped {
    name: &'static str,
    features: &'static [&'static str],
    /// What it should stay under.
    aim_bytes: u64,
    /// What it must stay under, as long as the aim is missed: the size it has, and little more.
    most_bytes: u64,
}

const SHIPPED: [Shipped; 2] = [
    Shipped { name: "with HTTPS", features: &[], aim_bytes: 6_000_000, most_bytes: 6_400_000 },
    Shipped {
        name: "with the app's own transport",
        features: &["--no-default-features", "--features", "encrypted"],
        aim_bytes: 4_000_000,
        most_bytes: 4_800_000,
    },
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

/// Builds what ships and prints how large it is; whether it has not grown.
pub(super) fn run() -> Result<bool> {
    let mut is_small = true;
    for Shipped { name, features, aim_bytes, most_bytes } in SHIPPED {
        let mut build = run::cargo(&BUILD);
        ensure!(run::succeeds(build.args(features))?, "the library did not build");
        let library = run::root().join("target/phone/libfieldwalk_mobile.so");
        let size_bytes = std::fs::metadata(&library).context("the library is not where it was built")?.len();
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        let [size, most, aim] = [size_bytes, most_bytes, aim_bytes].map(megabytes);
        println!("{name}: {size:.2} MB; at most {most:.1}, aim {aim:.0}");
        is_small &= size_bytes < most_bytes;
    }
    Ok(is_small)
}
