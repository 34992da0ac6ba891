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
                }
            }
            let arguments = Arguments(visit: text, id: text, text: text, number: number)
            for (name, call) in fieldwalkMethods {
                await answersAsDeclared(name, false) { try await call(phone.app.fieldwalk, arguments) }
            }
            await answersAsDeclared("parseInvite", true) { _ = try parseInvite(text: text) }
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
        // Closing twice is closing once.
        try await profile.close()
    }

    @Test func aFolderThatIsNoneIsAnError() async throws {
        for folder in ["", "a\u{0}b", String(repeating: "a", count: 5000)] {
            await expectError(FieldwalkError.BadArgument) { try Fieldwalk(folder: folder, keyStore: MemoryKeyStore()) }
        }
        let file = try Folder().path("file")
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: file))
        let app = try Fieldwalk(folder: file, keyStore: MemoryKeyStore())
        await expectError(FieldwalkError.Storage) { try await app.profiles() }
    }

    @Test func smallObjectsAreUsedInAnyOrder() throws {
        let cancel = Cancel()
        cancel.cancel()
        cancel.cancel()
        #expect(cancel.isCancelled())
    }

    @Test func nothingThatIsExportedIsLeftOut() throws {
        let generated = try text("Sources/FieldwalkBindings/fieldwalk.swift")
        let withoutArguments = ["close", "id", "isClosed", "now"]
        #expect(try methods("Profile", generated) == Set(profileMethods.map(\.name) + withoutArguments))
        #expect(try methods("Fieldwalk", generated) == Set(fieldwalkMethods.map(\.name)))
        // A new object wants a test here.
        let objects = generated.matches(of: /open class (\w+)/).map { String($0.1) }.filter { !$0.hasSuffix("Impl") }
        #expect(Set(objects) == ["Cancel", "Completion", "Fieldwalk", "Profile", "Subscription"])
    }

    /// Runs a call, which may answer unless `mustFail`.
    private func answersAsDeclared(_ name: String, _ mustFail: Bool, _ call: () async throws -> Void) async {
        do {
            try await call()
            let withoutArguments = [
                "checkEvidence", "keepSynced", "networkPage", "retryWedged", "search", "status", "subscribe", "sync",
            ]
            #expect(!mustFail || withoutArguments.contains(name), "\(name) took it")
        } catch is FieldwalkError {
        } catch {
            Issue.record("\(name) threw \(error)")
        }
    }

    private func methods(_ object: String, _ generated: String) throws -> Set<String> {
        let start = try #require(generated.range(of: "public protocol \(object)Protocol: AnyObject, Sendable {"))
        let end = try #require(generated[start.upperBound...].range(of: "\n}\n"))
        return Set(generated[start.upperBound..<end.lowerBound].matches(of: /func (\w+)\(/).map { String($0.1) })
    }
}

/// A file of the package.
func text(_ path: String, of file: String = #filePath) throws -> String {
    let package = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
}
