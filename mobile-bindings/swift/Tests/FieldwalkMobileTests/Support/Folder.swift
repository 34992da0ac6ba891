import Foundation

/// A folder that goes away with this.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("fieldwalk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }

    /// The files of a folder in it, by name.
    func contents(of name: String) throws -> [String: Data] {
        let files = try FileManager.default.contentsOfDirectory(
            at: url.appendingPathComponent(name), includingPropertiesForKeys: nil)
        return try Dictionary(uniqueKeysWithValues: files.map { ($0.lastPathComponent, try Data(contentsOf: $0)) })
    }
}

/// What the lane tells the tests.
enum Setting: String {
    /// The server's program.
    case server = "FIELDWALK_BIN"
    /// A folder on a disk of a few megabytes.
    case smallDisk = "FIELDWALK_SMALL_DISK"

    /// Its value; a lane that leaves one out fails the tests that need it.
    var value: String {
        get throws {
            guard let value = ProcessInfo.processInfo.environment[rawValue] else { throw Missing(what: rawValue) }
            return value
        }
    }
}

struct Missing: Error {
    let what: String
}
