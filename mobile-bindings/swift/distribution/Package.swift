// swift-tools-version: 6.0
// The package as an app takes it: the layer by hand and the generated code as sources, the library as an XCFramework.
// Made ready by build-xcframework.sh, on a Mac. This has not been run by the project's own tests, which run on Linux.

import PackageDescription

let package = Package(
    name: "FieldwalkMobile",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "FieldwalkMobile", targets: ["FieldwalkMobile"])],
    targets: [
        // For a release: `.binaryTarget(name: "fieldwalkFFI", url: …, checksum: …)`, with the checksum that the script prints.
        .binaryTarget(name: "fieldwalkFFI", path: "fieldwalkFFI.xcframework"),
        .target(
            name: "FieldwalkBindings",
            dependencies: ["fieldwalkFFI"],
            // What a static library in Rust leaves to whoever links it.
            linkerSettings: [.linkedFramework("Security"), .linkedFramework("SystemConfiguration")]
        ),
        .target(name: "FieldwalkMobile", dependencies: ["FieldwalkBindings"]),
    ],
    swiftLanguageModes: [.v6]
)
