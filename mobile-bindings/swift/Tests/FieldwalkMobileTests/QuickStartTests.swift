import FieldwalkMobile
import Foundation
import Testing

/// The quick start of the package's README: its snippets are the lines between the marks here, and they run.
@Suite(.timeLimit(.minutes(2))) struct QuickStartTests {
    @Test func theQuickStartRuns() async throws {
        let scene = try await Scene()
        let (folder, keyStore) = (try Folder(), MemoryKeyStore())
        let link = try scene.invite()
        let scanned = "\(link.serverUrl)/invite#\(link.code)"
        // snippet open
        let fieldwalk = try Fieldwalk(folder: folder.path("profiles"), keyStore: keyStore)
        let profile: Profile
        if let known = try await fieldwalk.profiles().first {
            profile = try await fieldwalk.openProfile(profile: known.id)
        } else {
            profile = try await fieldwalk.join(invite: parseInvite(text: scanned), deviceName: "Ada's phone")
            _ = try await profile.syncNow()
        }
        // end
        // snippet visits
        let list = try await profile.visitList(today: Date().day())
        let visit = (list.today + list.upcoming + list.past)[0].id
        // end
        // snippet capture
        let screen = try await profile.walkScreen(visit: visit, shown: nil)
        let place = DraftPlace.newNote(slot: screen.current)
        // At every keystroke:
        try await profile.typeDraft(visit: visit, place: place, text: "S: \"because 3 is odd\"")
        // On a pause, on blur, on leaving:
        let marks = NoteMarks(kind: .verbatim, focus: .students)
        let note = try await profile.commitDraft(visit: visit, place: place, marks: marks)
        // end
        #expect(note != nil)
        // snippet hints
        let text = "The students were engaged."
        for finding in try await profile.checkEvidence(text: text) {
            if let range = finding.span.range(in: text) {
                print("\(text[range]): \(finding.hint)")
            }
        }
        // end
        // snippet screen
        let screens = try profile.values(of: { $0.visits.contains(visit) || $0.inStatus }) { profile in
            try await profile.walkScreen(visit: visit, shown: nil)
        }
        for try await screen in screens {
            print("\(screen.status.held) of \(screen.status.onDevice) held by the server")
            // end
            if screen.status.onDevice == 1 { break }
            // snippet screen
        }
        // end
        // snippet share
        _ = try await profile.shareAll(visit: visit)
        let outcome = try await profile.syncNow { step in
            print("waiting: \(step.waiting)")
        }
        if !outcome.isComplete {
            print("kept on this phone, sent later")
        }
        // end
        #expect(outcome.isComplete)
        // snippet errors
        do {
            try await profile.startSlot(visit: visit, slot: "no such slot")
        } catch let error as FieldwalkError {
            // The app's words for the person; `detail` for its own log, with nothing private in it.
            print(error.detail, error.retry)
        }
        // end
    }

    @Test func theReadmeSaysWhatRuns() throws {
        let written = try snippets(in: text("Tests/FieldwalkMobileTests/QuickStartTests.swift"))
        var shown: [String: String] = [:]
        for match in try text("README.md").matches(of: /<!-- snippet (\w+) -->\n```swift\n((?s).*?)```/) {
            shown[String(match.1)] = String(match.2)
        }
        #expect(shown.keys.sorted() == written.keys.sorted())
        for (name, code) in written {
            #expect(shown[name] == code, "\(name)")
        }
    }

    @Test func everyScenarioHasATest() throws {
        let rows = try text("../scenarios.md").matches(of: /(?m)^\| ([a-z][a-z -]+) \|/).map { String($0.1) }
        let names = Set(rows).subtracting(["name"])
        #expect(names.count > 20)
        let files = ["Joining", "Capture", "Together", "Sync", "Stream", "Callback", "Walker"]
        let tests = try files.map { try text("Tests/FieldwalkMobileTests/\($0)Tests.swift") }.joined()
        let missing = names.filter { !tests.contains("@Test(\"\($0)\")") }
        #expect(missing.isEmpty, "\(missing)")
    }

    /// The lines between the marks, without what all of them are indented by. One that is marked twice goes on.
    private func snippets(in source: String) -> [String: String] {
        var (snippets, name): ([String: [Substring]], String?) = ([:], nil)
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("// snippet ") {
                name = String(words.dropFirst("// snippet ".count))
            } else if words == "// end" {
                name = nil
            } else if let name {
                snippets[name, default: []].append(line)
            }
        }
        return snippets.mapValues { lines in
            let indent = lines.map { $0.prefix { $0 == " " }.count }.min() ?? 0
            return lines.map { $0.dropFirst(indent) + "\n" }.joined()
        }
    }
}
