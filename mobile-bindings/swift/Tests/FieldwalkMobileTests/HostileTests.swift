import FieldwalkMobile
import Foundation
import Testing

/// Every exported method with arguments that no app should give: the answer is a declared error, and nothing dies.
@Suite(.timeLimit(.minutes(2))) struct HostileTests {
    /// Texts that are no ids, no days, no addresses, and long ones.
    private static let texts = [
        "", " ", "no such thing", "../../etc/passwd", "a\u{0}b", "\u{202e}\u{feff}🏳️‍🌈",
        // What is left of half a pair.
        String(decoding: [0xd83d, 0x41] as [UInt16], as: UTF16.self),
        UUID().uuidString, String(UUID().uuidString.dropLast()), String(repeating: "é", count: 600_000),
    ]
    private static let numbers: [Int64] = [.min, -1, 0, .max, .min, -1, 1 << 32, .max, -(1 << 31), .min]

    @Test func noArgumentsAreAnsweredWithAnythingButADeclaredError() async throws {
        let scene = try await Scene()
        let phone = try await scene.phone()
        try await phone.profile.note(scene.visit, "12 of 24 hands up")
        try await phone.profile.syncAll()
        scene.server.kill()

        for (text, number) in zip(Self.texts, Self.numbers) {
            for visit in [text, scene.visit] {
                let arguments = Arguments(visit: visit, id: text, text: text, number: number)
                for (name, call) in profileMethods {
                    let mustFail = visit == text && UUID(uuidString: text) == nil
                    await answersAsDeclared(name, mustFail) { try await call(phone.profile, arguments) }
                    Called.tell("Profile.\(name)")
                }
            }
            let arguments = Arguments(visit: text, id: text, text: text, number: number)
            for (name, call) in fieldwalkMethods {
                await answersAsDeclared(name, false) { try await call(phone.app.fieldwalk, arguments) }
                Called.tell("Fieldwalk.\(name)")
            }
            await answersAsDeclared("parseInvite", true) { _ = try parseInvite(text: text) }
            Called.tell("parseInvite")
        }
        #expect(try await phone.profile.texts(scene.visit).contains("12 of 24 hands up"))
        #expect(try await phone.app.fieldwalk.profiles().contains { $0.id == phone.profile.id() })
    }

    @Test func afterItWasClosedEveryMethodSaysSo() async throws {
        let scene = try await Scene()
        let profile = try await scene.phone().profile
        let note = try await profile.note(scene.visit, "12 of 24 hands up")
        try await profile.close()
        #expect(profile.isClosed())
        let fit = Arguments(visit: scene.visit, id: note, text: "2026-11-21", number: 1)
        let argumentsThatNeverFit = ["editText", "sharedText", "rejoin"]
        for (name, call) in profileMethods where !argumentsThatNeverFit.contains(name) {
            await expectError(FieldwalkError.Closed) { try await call(profile, fit) }
        }
        await expectError(FieldwalkError.Closed) {
            try await profile.editText(visit: fit.visit, place: "vision", seen: "", text: "")
        }
        await expectError(FieldwalkError.Closed) { try await profile.sharedText(visit: fit.visit, place: "vision") }
        await expectError(FieldwalkError.Closed) {
            try await profile.rejoin(invite: Invite(serverUrl: "https://walk.example.org", code: "A"), deviceName: "")
        }
        // Closing twice is closing once, and who it was can still be asked.
        try await profile.close()
        #expect(UUID(uuidString: profile.id()) != nil && profile.now() > 0)
        Called.tell("Profile.close", "Profile.id", "Profile.isClosed", "Profile.now")
    }

    @Test func aFolderThatIsNoneIsAnError() async throws {
        for folder in ["", "a\u{0}b", String(repeating: "a", count: 5000)] {
            await expectError(FieldwalkError.BadArgument) { try Fieldwalk(folder: folder, keyStore: MemoryKeyStore()) }
        }
        Called.tell("Fieldwalk.new")
        let file = try Folder().path("file")
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: file))
        let app = try Fieldwalk(folder: file, keyStore: MemoryKeyStore())
        await expectError(FieldwalkError.Storage) { try await app.profiles() }
    }

    @Test func smallObjectsAreUsedInAnyOrder() async throws {
        let scene = try await Scene()
        let profile = try await scene.phone().profile
        let cancel = Cancel()
        #expect(!cancel.isCancelled())
        cancel.cancel()
        cancel.cancel()
        #expect(cancel.isCancelled())
        await expectError(FieldwalkError.Cancelled) { try await profile.sync(cancel: cancel) }
        Called.tell("Cancel.new", "Cancel.cancel", "Cancel.isCancelled")

        let subscription = try profile.keepSynced()
        #expect(subscription.isGoing())
        subscription.end()
        subscription.end()
        await subscription.ended()
        #expect(!subscription.isGoing())
        Called.tell("Subscription.end", "Subscription.ended", "Subscription.isGoing")
    }

    @Test func whatATransportAnswersIsTakenOnceAndNeverTrusted() async throws {
        let keeps = Keeps()
        let app = try App(transport: keeps)
        var completions = keeps.started.stream.makeAsyncIterator()
        let invite = Invite(serverUrl: "http://127.0.0.1:9", code: "ABCD-EFGH-JKMN-PQRS")
        for (status, text) in zip([0, 200, 200, 204, 301, 401, 429, 503, 599, .max] as [UInt16], Self.texts) {
            let response = HttpResponse(status: status, retryAfter: text, body: Data(text.utf8))
            let joining = Task { try await app.fieldwalk.join(invite: invite, deviceName: "phone") }
            let completion = try #require(await completions.next())
            #expect(completion.isWanted())
            try completion.answered(response: response)
            await answersAsDeclared("join", true) { _ = try await joining.value }
            #expect(!completion.isWanted())
            await expectError(FieldwalkError.Closed) { try completion.answered(response: response) }
            await expectError(FieldwalkError.Closed) { try completion.failed() }
        }
        let joining = Task { try await app.fieldwalk.join(invite: invite, deviceName: "phone") }
        try #require(await completions.next()).failed()
        await expectError(FieldwalkError.NoConnection) { _ = try await joining.value }
        Called.tell("Completion.answered", "Completion.failed", "Completion.isWanted")
    }

    /// Runs a call, which may answer unless `mustFail`.
    private func answersAsDeclared(_ name: String, _ mustFail: Bool, _ call: () async throws -> Void) async {
        do {
            try await call()
            let withoutArguments = [
                "checkEvidence", "keepSynced", "networkPage", "retryWedged", "search", "status", "subscribe", "sync",
                "uploadAttachments",
            ]
            #expect(!mustFail || withoutArguments.contains(name), "\(name) took it")
        } catch is FieldwalkError {
        } catch {
            Issue.record("\(name) threw \(error)")
        }
    }
}

/// Keeps what is asked until it is answered by hand.
private final class Keeps: HttpTransport {
    let started = AsyncStream.makeStream(of: Completion.self)

    func start(request _: HttpRequest, completion: Completion) {
        started.continuation.yield(completion)
    }
}

/// What was called with hostile arguments; who runs the tests holds it against everything that is exported.
private enum Called {
    private static let names = Shared<Set<String>>([])

    static func tell(_ called: String...) {
        guard let file = ProcessInfo.processInfo.environment["FIELDWALK_CALLED"] else { return }
        let all = names.with { names in
            names.formUnion(called)
            return names.sorted().joined(separator: "\n")
        }
        FileManager.default.createFile(atPath: file, contents: Data(all.utf8))
    }
}

/// A file of the package.
func text(_ path: String, of file: String = #filePath) throws -> String {
    let package = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
}
