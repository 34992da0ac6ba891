import FieldwalkMobile
import Foundation
import Testing

/// The sample, as a process of its own that is killed.
@Suite(.timeLimit(.minutes(2))) struct WalkerTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
    }

    @Test("kill and reopen") func aWalkThatWasKilledGoesOnWhereItWas() async throws {
        let scene = try await Scene(observers: 2)
        let invite = try scene.invite(0)
        #expect(try said("join", "\(invite.serverUrl)/invite#\(invite.code)").last == "joined First network")
        scene.server.kill()

        let walk = try start("walk")
        #expect(walk.line() == "ready, 0 on this phone")
        try walk.type("S: \"12\"\nT: wh")
        #expect(walk.line() == "kept: S: \"12\"")
        #expect(walk.line() == "draft: T: wh")
        walk.kill()

        let again = try start("walk")
        #expect(again.line() == "found draft: T: wh")
        #expect(again.line() == "ready, 1 on this phone")
        try again.type("y?\nThe lesson was great.\n")
        #expect(again.line() == "kept: T: why?")
        #expect(again.line() == "kept: The lesson was great.")
        #expect(again.line()?.hasPrefix("hint: ") == true)
        again.kill()
        #expect(try said("share") == ["shared 3"])
        #expect(try said("sync").last == "not synced: noConnection")
        #expect(try said("show").first == "on this phone 3, held by the server 0, waiting 3")

        try scene.restart()
        let ben = try await scene.phone(1).profile
        try await ben.note(scene.visit, "S: \"because\"")
        _ = try await ben.shareAll(visit: scene.visit)
        try await ben.syncAll()
        #expect(try said("sync").last == "synced")
        let shown = try said("show")
        #expect(shown.prefix(2) == ["on this phone 3, held by the server 3, waiting 0", "2 observers, 4 notes"])
        let texts = shown.dropFirst(2).compactMap { $0.split(separator: ": ", maxSplits: 1).last }.map(String.init)
        let expected = ["S: \"12\"", "S: \"because\"", "T: why?", "The lesson was great."]
        #expect(texts.sorted() == expected)
        #expect(try scene.exportedNotes().sorted() == expected)
    }

    @Test func theWalkerSaysWhatIsMissing() throws {
        #expect(try start("walk").finish().status == 1)
        #expect(try start("join", "https://no.invite").finish().status == 1)
        #expect(try start("fly").finish().status == 1)
    }

    private func start(_ arguments: String...) throws -> Program {
        try start(arguments)
    }

    private func start(_ arguments: [String]) throws -> Program {
        // Beside the program that runs the tests, which is built together with it.
        let here = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return try Program(here.appendingPathComponent("fieldwalk-walker").path, [folder.path("walker")] + arguments)
    }

    private func said(_ arguments: String...) throws -> [String] {
        let ended = try start(arguments).finish()
        #expect(ended.status == 0, "\(arguments)")
        return ended.lines
    }
}
