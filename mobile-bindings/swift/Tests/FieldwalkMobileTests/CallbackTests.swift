import FieldwalkMobile
import Foundation
import Testing

/// What the app implements and that throws what it should not.
@Suite(.timeLimit(.minutes(2))) struct CallbackTests {
    private struct Surprise: Error {}

    private final class BrokenKeyStore: KeyStore {
        func get(name _: String) throws -> Data? { throw Surprise() }
        func put(name _: String, secret _: Data) throws { throw Surprise() }
        func delete(name _: String) throws { throw Surprise() }
    }

    private final class BrokenLog: LogSink {
        func log(level _: LogLevel, text _: String) throws { throw Surprise() }
    }

    private final class BrokenTransport: HttpTransport {
        func start(request _: HttpRequest, completion _: Completion) throws { throw Surprise() }
    }

    private final class BrokenProgress: ProgressListener {
        func progressed(progress _: SyncProgress) throws { throw Surprise() }
    }

    @Test("callback that throws") func aListenerThatThrowsIsLoggedAndCalledAgain() async throws {
        let (scene, lines) = (try await Scene(), Lines())
        let app = try scene.app(log: lines)
        let profile = try await app.fieldwalk.join(invite: scene.invite(), deviceName: "phone")
        try await profile.syncAll()
        let calls = Shared(0)
        let subscription = try profile.subscribe(listener: Watch { _ in
            calls.with { $0 += 1 }
            throw Surprise()
        })
        for text in ["one", "two"] {
            let before = calls.with { $0 }
            try await profile.note(scene.visit, text)
            try await until { calls.with { $0 } > before }
        }
        #expect(subscription.isGoing())
        try await until { lines.all.contains { $0.contains("listener") } }
        #expect(!lines.all.contains { $0.contains("Surprise") || $0.contains("one") })
    }

    @Test("callback that throws") func aSyncGoesThroughWhoeverHearsOfIt() async throws {
        let scene = try await Scene()
        let app = try scene.app(log: BrokenLog())
        let profile = try await app.fieldwalk.join(invite: scene.invite(), deviceName: "phone")
        #expect(try await profile.sync(progress: BrokenProgress()).isComplete)
    }

    @Test("callback that throws") func aTransportThatThrowsOrDropsItsCompletionIsNoConnection() async throws {
        let scene = try await Scene()
        let app = try scene.app(transport: BrokenTransport())
        await expectError(FieldwalkError.NoConnection) {
            try await app.fieldwalk.join(invite: scene.invite(), deviceName: "phone")
        }

        let (gate, phone) = (Gate(), try await scene.phone())
        let profile = try await phone.reopened(transport: gate).profile
        gate.shut()
        let syncing = Task { try await profile.syncNow() }
        await gate.held()
        gate.open()
        #expect(try await syncing.value.failure == .noConnection)
    }

    @Test("callback that throws") func aKeyStoreThatThrowsStopsWhatNeedsItAndNothingElse() async throws {
        let scene = try await Scene()
        let folder = try Folder()
        let fieldwalk = try Fieldwalk(folder: folder.path("profiles"), keyStore: BrokenKeyStore())
        await expectError(FieldwalkError.KeyStore) {
            try await fieldwalk.join(invite: scene.invite(), deviceName: "phone")
        }
        #expect(try await fieldwalk.profiles().allSatisfy { $0.networkName == nil })
    }

    @Test func anAnswerIsTakenOnceAndWithoutAnybodyWaitingNotAtAll() async throws {
        let (scene, gate) = (try await Scene(), Twice())
        let app = try scene.app(transport: gate)
        let profile = try await app.fieldwalk.join(invite: scene.invite(), deviceName: "phone")
        try await profile.syncAll()
        #expect(gate.refusals.with { $0 } >= 2)
    }

    /// Answers every request twice.
    private final class Twice: HttpTransport {
        let refusals = Shared(0)
        private let session = URLSessionTransport()

        func start(request: HttpRequest, completion: Completion) throws {
            try session.start(request: request, completion: completion)
            let refusals = refusals
            Task.detached {
                while completion.isWanted() { await Task.yield() }
                do {
                    try completion.failed()
                } catch {
                    refusals.with { $0 += 1 }
                }
            }
        }
    }
}
