// swift-tools-version: 6.0
//! The package as the workspace builds and tests it. What an app takes is in `distribution/`.

import PackageDescription

/// The folder of the library that was built from this workspace; `cargo xtask bindings swift` names it.
let library = Context.environment["FIELDWALK_LIB_DIR"] ?? "\(Context.packageDirectory)/../../target/debug"

let package = Package(
    name: "FieldwalkMobile",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [
        .library(name: "FieldwalkMobile", targets: ["FieldwalkMobile"]),
        .executable(name: "fieldwalk-walker", targets: ["Walker"]),
    ],
    targets: [
        // Both are generated: the header with its module map, and the Swift code over it.
        .systemLibrary(name: "fieldwalkFFI"),
        .target(
            name: "FieldwalkBindings",
            dependencies: ["fieldwalkFFI"],
            linkerSettings: [
                .linkedLibrary("fieldwalk_mobile"),
                .unsafeFlags(["-L\(library)", "-Xlinker", "-rpath", "-Xlinker", library]),
            ]
        ),
        // Written by hand: what makes the generated code Swift.
        .target(name: "FieldwalkMobile", dependencies: ["FieldwalkBindings"]),
        .executableTarget(name: "Walker", dependencies: ["FieldwalkMobile"], path: "Samples/Walker"),
        .executableTarget(name: "fieldwalk-bench", dependencies: ["FieldwalkMobile"], path: "Benchmarks"),
        .testTarget(name: "FieldwalkMobileTests", dependencies: ["FieldwalkMobile", "Walker"]),
    ],
    swiftLanguageModes: [.v6]
)
