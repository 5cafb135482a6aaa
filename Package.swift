// swift-tools-version: 6.2
import PackageDescription

/// Settings shared by every Swift target: strict imports, explicit existentials, and no warnings.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "graphctl",
  products: [
    .executable(name: "graphctl", targets: ["graphctl"]),
    .library(name: "Language", targets: ["Language"]),
    .library(name: "Graph", targets: ["Graph"]),
    .library(name: "GraphQL-lite", targets: ["GraphQL-lite"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Source text, diagnostics and their rendering; imports nothing of ours.
    .target(name: "Diagnostics", swiftSettings: settings),
    // The C functions that need vector instructions, chosen at run time. Optimized in debug builds too, since the
    // tests run the encoder.
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])]),
    // Text to tokens, tags, trees, entities and coreference; never says "node".
    .target(
      name: "Language",
      dependencies: ["CKernels"],
      resources: [.copy("Resources")],
      swiftSettings: settings),
    // The graph, its store and what fills it; never says "query".
    .target(
      name: "Graph",
      dependencies: [
        "Language",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.copy("Resources")],
      swiftSettings: settings),
    // The path-query language: syntax, binding, planning, execution.
    .target(
      name: "GraphQL-lite",
      dependencies: ["Graph", "Diagnostics"],
      swiftSettings: settings),
    .executableTarget(
      name: "graphctl",
      dependencies: [
        "Diagnostics", "Language", "Graph", "GraphQL-lite",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    // Turns treebank text into the tokenizer's training examples, so that the features have one implementation.
    .executableTarget(
      name: "tokenizer-examples",
      dependencies: ["Language"],
      path: "training/tokenizer/examples",
      swiftSettings: settings),
    .target(
      name: "TestSupport",
      dependencies: ["Diagnostics", "Language", "Graph"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "LanguageTests", dependencies: ["Language", "CKernels", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "GraphTests",
      dependencies: ["Graph", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: settings),
    .testTarget(
      name: "GraphQL-liteTests", dependencies: ["GraphQL-lite", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "graphctlTests", dependencies: ["graphctl", "TestSupport"], swiftSettings: settings),
  ]
)
