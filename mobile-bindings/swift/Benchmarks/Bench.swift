import FieldwalkMobile
import Foundation

/// The calls of `cargo xtask bindings bench`, made from Swift.
///
///     fieldwalk-bench FOLDER LINK VISIT…    joins, and prints what each call takes, in microseconds, once for each visit
@main struct Bench {
    private static let (calls, waitingCalls, notes) = (20_000, 2_000, 1_000)

    static func main() async throws {
        let arguments = CommandLine.arguments
        let library = try Fieldwalk(folder: arguments[1], keyStore: Keys())
        let profile = try await library.join(invite: parseInvite(text: arguments[2]), deviceName: "bench")
        _ = try await profile.syncNow()
        for visit in arguments.dropFirst(3) {
            try await measure(profile, visit)
        }
        try await profile.close()
    }

    private static func measure(_ profile: Profile, _ visit: String) async throws {
        let text = "two students compared how they had added the tens before the ones today"
        let marks = NoteMarks(kind: .verbatim, focus: .students)
        let new = (0..<notes).map { NewNote(slot: nil, text: "Note \($0): \(text)", marks: marks) }
        let clock = ContinuousClock()

        say("call", calls, clock.measure { for _ in 0..<calls { _ = profile.isClosed() } })
        var started = clock.now
        for _ in 0..<waitingCalls { _ = try await profile.checkEvidence(text: "12 of 24") }
        say("waiting-call", waitingCalls, clock.now - started)
        started = clock.now
        for note in new { _ = try await profile.addNote(visit: visit, note: note) }
        say("notes-one-by-one", 1, clock.now - started)
        started = clock.now
        _ = try await profile.addNotes(visit: visit, notes: new)
        say("notes-together", 1, clock.now - started)
    }

    private static func say(_ what: String, _ times: Int, _ took: Duration) {
        print("\(what) \(took / .microseconds(1) / Double(times))")
    }
}

/// Secrets that end with the program.
private final class Keys: KeyStore, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [String: Data] = [:]

    func get(name: String) -> Data? {
        lock.withLock { kept[name] }
    }

    func put(name: String, secret: Data) {
        lock.withLock { kept[name] = secret }
    }

    func delete(name: String) {
        lock.withLock { kept[name] = nil }
    }
}
