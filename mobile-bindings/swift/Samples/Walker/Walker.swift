import FieldwalkMobile
import Foundation

/// A walk on the command line: what an app does, with lines in place of screens.
///
///     fieldwalk-walker FOLDER join LINK    joins a network with an invite; needs a network
///     fieldwalk-walker FOLDER walk         takes notes from standard input, a line each; needs none
///     fieldwalk-walker FOLDER share        shares every note with the visit; needs none
///     fieldwalk-walker FOLDER sync         sends and fetches
///     fieldwalk-walker FOLDER show         shows the notes of this phone and the merged visit
///
/// What is kept is on disk when the line that says so is printed. Kill it at any moment, and start it again.
@main struct Walker {
    let profile: Profile
    let visit: VisitRow

    static func main() async {
        do {
            try await run(Array(CommandLine.arguments.dropFirst()))
        } catch let error as FieldwalkError {
            fail(error.detail)
        } catch {
            fail("\(error)")
        }
    }

    private static func run(_ arguments: [String]) async throws {
        guard arguments.count >= 2 else { throw Usage() }
        let folder = URL(fileURLWithPath: arguments[0])
        let fieldwalk = try Fieldwalk(
            folder: folder.appendingPathComponent("profiles").path,
            keyStore: FileKeyStore(folder: folder.appendingPathComponent("secrets")))
        switch (arguments[1], arguments.count) {
        case ("join", 3):
            let profile = try await fieldwalk.join(invite: parseInvite(text: arguments[2]), deviceName: "walker")
            say("synced: \(try await profile.syncNow().isComplete)")
            say("joined \(try await profile.networkPage().name)")
        case ("walk", 2): try await Walker(fieldwalk).walk()
        case ("share", 2): try await Walker(fieldwalk).share()
        case ("sync", 2): try await Walker(fieldwalk).sync()
        case ("show", 2): try await Walker(fieldwalk).show()
        default: throw Usage()
        }
    }

    /// The first profile, on the visit of today or else the nearest.
    private init(_ fieldwalk: Fieldwalk) async throws {
        guard let entry = try await fieldwalk.profiles().first else { throw NothingThere(what: "a profile: join first") }
        profile = try await fieldwalk.openProfile(profile: entry.id)
        let list = try await profile.visitList(today: Date().day(in: .gmt))
        guard let visit = (list.today + list.upcoming + list.past).first(where: \.isParticipant) else {
            throw NothingThere(what: "a visit: sync first")
        }
        self.visit = visit
    }

    /// Takes what is typed: each piece that arrives is a draft at once, each end of a line makes a note of it.
    private func walk() async throws {
        let screen = try await profile.walkScreen(visit: visit.id, shown: nil)
        var (line, place) = ("", DraftPlace.newNote(slot: screen.current))
        if let draft = try await profile.drafts(visit: visit.id).first {
            (line, place) = (draft.text, draft.place)
            say("found draft: \(line)")
        }
        say("ready, \(screen.status.onDevice) on this phone")
        while true {
            let typed = FileHandle.standardInput.availableData
            let pieces = String(decoding: typed, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            for (number, piece) in pieces.enumerated() {
                if number > 0 { line = try await keep(line, at: place) }
                line += piece
            }
            if typed.isEmpty { break }
            if !line.isEmpty {
                try await profile.typeDraft(visit: visit.id, place: place, text: line)
                say("draft: \(line)")
            }
        }
        _ = try await keep(line, at: place)
    }

    /// Makes a note of a line; what is left of the line.
    private func keep(_ line: String, at place: DraftPlace) async throws -> String {
        try await profile.typeDraft(visit: visit.id, place: place, text: line)
        let marks = NoteMarks(kind: .verbatim, focus: .students)
        if try await profile.commitDraft(visit: visit.id, place: place, marks: marks) != nil {
            say("kept: \(line)")
            for finding in try await profile.checkEvidence(text: line) {
                say("hint: \(finding.hint)")
            }
        }
        return ""
    }

    private func share() async throws {
        say("shared \(try await profile.shareAll(visit: visit.id))")
    }

    private func sync() async throws {
        let outcome = try await profile.syncNow { step in say("sent \(step.held), waiting \(step.waiting)") }
        say(outcome.isComplete ? "synced" : "not synced: \(outcome.failure.map { "\($0)" } ?? "another sync is under way")")
    }

    private func show() async throws {
        let status = try await profile.visitStatus(visit: visit.id)
        say("on this phone \(status.onDevice), held by the server \(status.held), waiting \(status.waiting)")
        let merged = try await profile.feedbackSummary(visit: visit.id, offset: 0, limit: 1000)
        say("\(merged.observers) observers, \(merged.totalNotes) notes")
        for note in merged.notes {
            say("- \(note.room ?? "somewhere"): \(note.text)")
        }
    }
}

struct Usage: Error, CustomStringConvertible {
    let description = "usage: fieldwalk-walker FOLDER join LINK | walk | share | sync | show"
}

struct NothingThere: Error, CustomStringConvertible {
    let what: String
    var description: String { "what is missing is \(what)" }
}

/// Prints a line at once.
func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
}

func fail(_ words: String) -> Never {
    try? FileHandle.standardError.write(contentsOf: Data("\(words)\n".utf8))
    exit(1)
}
