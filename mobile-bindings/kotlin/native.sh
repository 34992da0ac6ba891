#!/usr/bin/env bash
# Builds libfieldwalk_mobile.so for every ABI into fieldwalk/src/main/jniLibs, stripped.
#
# Not run yet: written without an Android NDK at hand. Needs ANDROID_NDK_HOME, `cargo install cargo-ndk` and
# `rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android`, and the sources of the standard
# library: `rustup component add rust-src`.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What phone.toml asks of the compiler is not stable.
export RUSTC_BOOTSTRAP=1

out=mobile-bindings/kotlin/fieldwalk/src/main/jniLibs
# 26 as minSdk in fieldwalk/build.gradle.kts. The alignment for 16 KB pages is in mobile-bindings/build.rs. One kind of
# library and no other: one that Rust links too would keep whatever is public.
cargo ndk --target arm64-v8a --target armeabi-v7a --target x86_64 --platform 26 --output-dir "$out" \
  rustc --config mobile-bindings/phone.toml --profile phone -p fieldwalk-mobile --lib --crate-type cdylib

readelf="$(echo "$ANDROID_NDK_HOME"/toolchains/llvm/prebuilt/*/bin/llvm-readelf)"
for abi in arm64-v8a x86_64; do
  library="$out/$abi/libfieldwalk_mobile.so"
  # The last column of each segment that is loaded is its alignment.
  if "$readelf" -lW "$library" | awk '$1 == "LOAD" { print $NF }' | grep -vqE '^0x(4|8|10|20|40)000$'; then
    echo "$library is not aligned for 16 KB pages" >&2
    exit 1
  fi
  ls -l "$library"
done
