// What only Apple's systems have. This file has not been compiled by the project's own tests, which run on Linux.

#if canImport(Security) && canImport(Network) && canImport(os)
import FieldwalkBindings
import Foundation
import Network
import Security
import os

/// Secrets in the keychain: on this device only, readable from the first unlock after a restart on, so that a sync in the
/// background finds them.
public final class KeychainKeyStore: KeyStore {
    private let service: String

    /// `service` tells the app's secrets from others; its bundle's name by default.
    public init(service: String = Bundle.main.bundleIdentifier ?? "fieldwalk") {
        self.service = service
    }

    public func get(name: String) throws -> Data? {
        var query = query(name)
        query[kSecReturnData] = true
        var found: CFTypeRef?
        switch SecItemCopyMatching(query as CFDictionary, &found) {
        case errSecSuccess: return found as? Data
        case errSecItemNotFound: return nil
        case let status: throw failed(status)
        }
    }

    public func put(name: String, secret: Data) throws {
        let query = query(name)
        let value: [CFString: Any] = [
            kSecValueData: secret,
            kSecAttrAccessible: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
        var status = SecItemUpdate(query as CFDictionary, value as CFDictionary)
        if status == errSecItemNotFound {
            status = SecItemAdd(query.merging(value) { _, new in new } as CFDictionary, nil)
        }
        guard status == errSecSuccess else { throw failed(status) }
    }

    public func delete(name: String) throws {
        let status = SecItemDelete(query(name) as CFDictionary)
        guard status == errSecSuccess || status == errSecItemNotFound else { throw failed(status) }
    }

    private func query(_ name: String) -> [CFString: Any] {
        [kSecClass: kSecClassGenericPassword, kSecAttrService: service, kSecAttrAccount: name]
    }

    private func failed(_ status: OSStatus) -> AppError {
        .Failed(detail: "the keychain answered \(status)")
    }
}

/// Tells the library what network there is for as long as this is kept.
public final class NetworkWatch: Sendable {
    private let monitor = NWPathMonitor()

    /// Begins at once.
    public init(_ fieldwalk: Fieldwalk) {
        monitor.pathUpdateHandler = { [weak fieldwalk] path in
            let costs = path.isExpensive || path.isConstrained
            let network: Network = path.status != .satisfied ? .none : costs ? .metered : .free
            try? fieldwalk?.networkChanged(network: network)
        }
        monitor.start(queue: DispatchQueue(label: "fieldwalk.network"))
    }

    deinit {
        monitor.cancel()
    }
}

/// The library's lines in the system's log.
public final class SystemLogSink: LogSink {
    private let logger: os.Logger

    /// Under the category `fieldwalk`.
    public init(subsystem: String = Bundle.main.bundleIdentifier ?? "fieldwalk") {
        logger = os.Logger(subsystem: subsystem, category: "fieldwalk")
    }

    public func log(level: LogLevel, text: String) {
        switch level {
        case .debug: logger.debug("\(text, privacy: .public)")
        case .info: logger.info("\(text, privacy: .public)")
        case .warning: logger.warning("\(text, privacy: .public)")
        }
    }
}
#endif
