import FieldwalkMobile
import Foundation
import Testing

/// Writing on the walk, without a network.
@Suite(.timeLimit(.minutes(2))) struct CaptureTests {
    @Test("capture") func everythingIsWrittenWithoutANetwork() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        scene.server.kill()

        try await profile.acknowledgeNorms(visit: visit)
        let slots = try await profile.walkScreen(visit: visit, shown: nil).slots
        let slot = try #require(slots.first)
        try await profile.startSlot(visit: visit, slot: slot.id)
        let new = NewNote(slot: slot.id, text: "S: \"because 3 is odd\"", marks: .spoken)
        let note = try await profile.addNote(visit: visit, note: new)
        try await profile.editNote(visit: visit, note: note, edit: NoteEdit(text: "S: \"because 3 is odd\", points"))
        let tally = try await profile.addTally(visit: visit, slot: slot.id, label: "hands up", denominator: 24)
        for delta: Int64 in [12, 1, -1] {
            try await profile.countTally(visit: visit, tally: tally, delta: delta)
        }
        let wondering = try await profile.addWondering(visit: visit, slot: slot.id, text: "I wonder who chose the task")
        try await profile.deleteItem(visit: visit, item: wondering)

        var screen = try await profile.walkScreen(visit: visit, shown: slot.id)
        #expect(screen.isNormsAcknowledged && screen.current == slot.id && screen.next == slots.last?.id)
        #expect(Set(screen.items.map(\.id)) == [note, tally])
        #expect(screen.items.allSatisfy { $0.status == .waiting })
        guard case .ofTally(let counted) = screen.items.first(where: { $0.id == tally }) else {
            throw Missing(what: "the tally")
        }
        #expect(counted.count == 12 && counted.denominator == 24)

        try await profile.restoreItem(visit: visit, item: wondering)
        try await profile.finishSlot(visit: visit, slot: slot.id)
        screen = try await profile.walkScreen(visit: visit, shown: slot.id)
        #expect(screen.items.count == 3 && screen.current != slot.id)
        #expect(try await profile.search(words: "odd poin", limit: 5).map(\.id) == [note])
    }

    @Test("draft") func aDraftOutlivesTheAppAndBecomesANoteOnce() async throws {
        let scene = try await Scene()
        let (phone, visit) = (try await scene.phone(), scene.visit)
        let place = try await DraftPlace.newNote(slot: phone.profile.walkScreen(visit: visit, shown: nil).current)
        for text in ["T", "T: wh", "T: why?"] {
            try await phone.profile.typeDraft(visit: visit, place: place, text: text)
        }
        let again = try await phone.reopened().profile
        #expect(try await again.drafts(visit: visit).map(\.text) == ["T: why?"])
        #expect(try await again.walkScreen(visit: visit, shown: nil).draft?.id == place)

        let note = try await again.commitDraft(visit: visit, place: place, marks: .spoken)
        #expect(try await again.notes(visit).map(\.id) == [note].compactMap(\.self))
        #expect(try await again.commitDraft(visit: visit, place: place, marks: .spoken) == nil)
        #expect(try await again.drafts(visit: visit).isEmpty)
    }

    @Test("evidence check") func theEvidenceCheckPointsAtWordsOfASwiftString() async throws {
        let scene = try await Scene()
        let profile = try await scene.phone().profile
        let text = "🙂 The students were engaged."
        let findings = try await profile.checkEvidence(text: text)
        let finding = try #require(findings.first)
        let range = try #require(finding.span.range(in: text))
        #expect(text[range].contains("engaged"), "\(text[range])")
        #expect((text as NSString).substring(with: finding.span.nsRange) == String(text[range]))
        #expect(TextSpan(start: 0, end: 99, startScalar: 0, endScalar: 99).range(in: text) == nil)
        let scalars = text.unicodeScalars.dropFirst(Int(finding.span.startScalar))
        #expect(String(scalars.prefix(Int(finding.span.endScalar - finding.span.startScalar))) == String(text[range]))
        #expect(try await profile.checkEvidence(text: "T: \"Good job, all of you.\"").isEmpty)

        let slot = try await profile.walkScreen(visit: scene.visit, shown: nil).slots[0].id
        try await profile.typeDraft(visit: scene.visit, place: .newNote(slot: slot), text: text)
        #expect(try await profile.walkScreen(visit: scene.visit, shown: slot).findings == findings)
    }

    @Test("thousand notes paged") func aThousandNotesAreReadInPages() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        let start = Date().milliseconds
        let notes = (0..<1000).map { number in
            NewNote(slot: nil, text: "note \(number)", marks: .spoken, observedAt: start + Int64(number))
        }
        for first in stride(from: 0, to: 1000, by: 100) {
            #expect(try await profile.addNotes(visit: visit, notes: Array(notes[first..<first + 100])).count == 100)
        }

        var seen: [String] = []
        while true {
            let page = try await profile.items(visit: visit, shown: .live, offset: Int64(seen.count), limit: 150)
            #expect(page.total == 1000 && page.offset == Int64(seen.count))
            if page.items.isEmpty { break }
            seen += page.items.compactMap { if case .ofNote(let note) = $0 { note.text } else { nil } }
        }
        #expect(seen == notes.map(\.text))
        try await profile.syncAll()
        #expect(try await profile.visitStatus(visit: visit) == VisitStatus(onDevice: 1000, held: 1000, waiting: 0))
    }
}
