import FieldwalkMobile
import Foundation

/// A value that threads share.
final class Shared<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func with<Answer>(_ work: (inout Value) throws -> Answer) rethrows -> Answer {
        lock.lock()
        defer { lock.unlock() }
        return try work(&value)
    }
}

/// Secrets that end with the test.
final class MemoryKeyStore: KeyStore {
    private let secrets = Shared<[String: Data]>([:])

    func get(name: String) -> Data? {
        secrets.with { $0[name] }
    }

    func put(name: String, secret: Data) {
        secrets.with { $0[name] = secret }
    }

    func delete(name: String) {
        secrets.with { $0[name] = nil }
    }

    var count: Int {
        secrets.with { $0.count }
    }

    var names: [String] {
        secrets.with { Array($0.keys) }
    }

    /// Another one with the same secrets.
    func copy() -> MemoryKeyStore {
        let other = MemoryKeyStore()
        secrets.with { secrets in other.secrets.with { $0 = secrets } }
        return other
    }
}

/// What the library says.
final class Lines: LogSink {
    private let lines = Shared<[String]>([])

    func log(level _: LogLevel, text: String) {
        lines.with { $0.append(text) }
    }

    var all: [String] {
        lines.with { $0 }
    }
}

/// A way to the server that the test can hold up.
final class Gate: HttpTransport {
    private let inner = URLSessionTransport()
    private let state = Shared<(isShut: Bool, waiting: [(HttpRequest, Completion)])>((false, []))
    private let count = Shared(0)
    private let arrivals = AsyncStream.makeStream(of: Void.self)

    func start(request: HttpRequest, completion: Completion) throws {
        count.with { $0 += 1 }
        let isShut = state.with { state in
            if state.isShut { state.waiting.append((request, completion)) }
            return state.isShut
        }
        if isShut {
            arrivals.continuation.yield()
        } else {
            try inner.start(request: request, completion: completion)
        }
    }

    /// How many requests there were.
    var started: Int {
        count.with { $0 }
    }

    /// Holds up every request from now on.
    func shut() {
        state.with { $0.isShut = true }
    }

    /// Lets requests pass again; those that wait are dropped without an answer.
    func open() {
        state.with { $0 = (false, []) }
    }

    /// Whether somebody still wants an answer to what is held up.
    var isWanted: Bool {
        state.with { $0.waiting.contains { $0.1.isWanted() } }
    }

    /// Waits until a request is held up.
    func held() async {
        for await _ in arrivals.stream { return }
    }
}
