import FieldwalkMobile
import Foundation

/// Secrets as files that only their owner reads. Good enough for a sample on a computer; an app on a phone has a keychain.
final class FileKeyStore: KeyStore {
    private let folder: URL

    init(folder: URL) {
        self.folder = folder
    }

    func get(name: String) throws -> Data? {
        let file = file(name)
        return FileManager.default.fileExists(atPath: file.path) ? try Data(contentsOf: file) : nil
    }

    func put(name: String, secret: Data) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try secret.write(to: file(name), options: .atomic)
    }

    func delete(name: String) throws {
        if try get(name: name) != nil {
            try FileManager.default.removeItem(at: file(name))
        }
    }

    /// Names hold slashes, which are none in a file's name.
    private func file(_ name: String) -> URL {
        folder.appendingPathComponent(name.replacingOccurrences(of: "/", with: "."))
    }
}
