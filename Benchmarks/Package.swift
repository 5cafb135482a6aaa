// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "graphctl", path: "..")],
  targets: [
    .executableTarget(
      name: "LanguageBenchmark",
      dependencies: [.product(name: "Language", package: "graphctl")])
  ]
)
