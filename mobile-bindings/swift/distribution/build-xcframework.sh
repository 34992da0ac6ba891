#!/usr/bin/env bash
# Makes this folder a Swift package for apps: the XCFramework for iPhones, their simulator and Macs, and the sources over it.
#
# Needs a Mac with Xcode 16 and rustup. This has NOT been run by the project's own tests, which run on Linux.
set -euo pipefail
cd "$(dirname "$0")"
workspace=$(cd ../../.. && pwd)
target=$workspace/target
export IPHONEOS_DEPLOYMENT_TARGET=16.0 MACOSX_DEPLOYMENT_TARGET=13.0

# Generated from a library that is not stripped: from a stripped one nothing can be written.
(cd "$workspace" && cargo build -p fieldwalk-mobile -p fieldwalk-mobile-bindgen)
(cd "$workspace" && "$target/debug/fieldwalk-mobile-bindgen" generate "$target/debug/libfieldwalk_mobile.dylib" \
  --language swift --no-format --config mobile-bindings/swift/uniffi.toml --out-dir "$target/swift")

triples=(aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin)
rustup target add "${triples[@]}"
rustup component add rust-src
for triple in "${triples[@]}"; do
  # One kind of library and no other: one that Rust links too would keep whatever is public. What phone.toml asks of the
  # compiler is not stable.
  (cd "$workspace" && RUSTC_BOOTSTRAP=1 cargo rustc --config mobile-bindings/phone.toml --profile phone -p fieldwalk-mobile --lib \
    --crate-type staticlib --target "$triple")
done
library() { echo "$target/$1/phone/libfieldwalk_mobile.a"; }
mkdir -p "$target/swift/simulator" "$target/swift/mac"
lipo -create "$(library aarch64-apple-ios-sim)" "$(library x86_64-apple-ios)" \
  -output "$target/swift/simulator/libfieldwalk_mobile.a"
lipo -create "$(library aarch64-apple-darwin)" "$(library x86_64-apple-darwin)" \
  -output "$target/swift/mac/libfieldwalk_mobile.a"

# In a folder of its own name: Xcode lays the headers of all XCFrameworks of an app into one folder, and two module maps
# there would overwrite each other.
rm -rf headers Sources fieldwalkFFI.xcframework fieldwalkFFI.xcframework.zip
mkdir -p headers/fieldwalkFFI Sources/FieldwalkBindings
cp "$target/swift/fieldwalkFFI.h" headers/fieldwalkFFI/
cp "$target/swift/fieldwalkFFI.modulemap" headers/fieldwalkFFI/module.modulemap
xcodebuild -create-xcframework \
  -library "$(library aarch64-apple-ios)" -headers headers \
  -library "$target/swift/simulator/libfieldwalk_mobile.a" -headers headers \
  -library "$target/swift/mac/libfieldwalk_mobile.a" -headers headers \
  -output fieldwalkFFI.xcframework

cp "$target/swift/fieldwalk.swift" Sources/FieldwalkBindings/
cp -R ../Sources/FieldwalkMobile Sources/
ditto -c -k --keepParent fieldwalkFFI.xcframework fieldwalkFFI.xcframework.zip
swift package compute-checksum fieldwalkFFI.xcframework.zip
