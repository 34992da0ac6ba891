import FieldwalkMobile
import Foundation
import Testing

/// Several phones on one visit.
@Suite(.timeLimit(.minutes(2))) struct TogetherTests {
    @Test("merge") func whatTwoPhonesShareIsMergedOnBothAndExportedOnce() async throws {
        let scene = try await Scene(observers: 2)
        let visit = scene.visit
        let (ada, ben) = (try await scene.phone(0).profile, try await scene.phone(1).profile)
        try await ada.note(visit, "S: \"12 of them\"")
        let kept = try await ada.note(visit, "for Ada alone")
        try await ben.note(visit, "T: \"Why?\"")
        #expect(try await ada.shareAll(visit: visit) == 2)
        try await ada.withdraw(visit: visit, items: [kept])
        #expect(try await ben.shareAll(visit: visit) == 1)
        for profile in [ada, ben, ada] {
            try await profile.syncAll()
        }
        let expected = ["S: \"12 of them\"", "T: \"Why?\""]
        #expect(try await ada.sharedTexts(visit) == expected)
        #expect(try await ben.sharedTexts(visit) == expected)
        #expect(try scene.exportedNotes().sorted() == expected)
        #expect(try await ada.texts(visit).contains("for Ada alone"))
    }

    @Test("share") func whatIsRewordedForTheVisitStaysAsItIsInTheNotebook() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        let note = try await profile.note(visit, "Maria said 12")
        #expect(try await profile.share(visit: visit, items: [note]) == 1)
        try await profile.reword(visit: visit, item: note, text: "A student said 12")
        #expect(try await profile.sharedItems(visit: visit) == [note])
        #expect(try await profile.sharedTexts(visit) == ["A student said 12"])
        #expect(try await profile.texts(visit) == ["Maria said 12"])
        #expect(try await profile.asks(visit: visit).isEmpty)
    }

    @Test("conflict") func twoWordingsOfOneNoteAreKeptUntilTheAuthorChooses() async throws {
        let scene = try await Scene()
        let visit = scene.visit
        let (phone, tablet) = (try await scene.phone().profile, try await scene.phone().profile)
        let note = try await phone.note(visit, "12 of 24 hands up")
        for device in [phone, tablet] {
            try await device.syncAll()
        }
        try await phone.editNote(visit: visit, note: note, edit: NoteEdit(text: "13 of 24 hands up"))
        try await tablet.editNote(visit: visit, note: note, edit: NoteEdit(text: "12 of 25 hands up"))
        for device in [phone, tablet, phone] {
            try await device.syncAll()
        }
        for device in [phone, tablet] {
            #expect(try await device.notes(visit)[0].wordings.sorted() == ["12 of 25 hands up", "13 of 24 hands up"])
        }

        try await tablet.editNote(visit: visit, note: note, edit: NoteEdit(text: "12 of 25 hands up"))
        for device in [tablet, phone] {
            try await device.syncAll()
        }
        let settled = try await phone.notes(visit)[0]
        #expect(settled.text == "12 of 25 hands up" && settled.wordings.isEmpty)
    }

    @Test("debrief") func aDebriefIsWorkedOnByTwoPhonesAtOnce() async throws {
        let scene = try await Scene(observers: 2)
        let visit = scene.visit
        let (ada, ben) = (try await scene.phone(0).profile, try await scene.phone(1).profile)
        try await ada.note(visit, "S: \"because\"")
        _ = try await ada.shareAll(visit: visit)
        let pattern = try await ada.addPattern(visit: visit, statement: "Students say why.")
        let card = try #require(try await ada.debriefBoard(visit: visit).unplaced.first)
        try await ada.placeEvidence(visit: visit, pattern: pattern, evidence: card.id, bearing: .supports)
        try await ada.syncAll()
        try await ben.syncAll()

        await expectError(FieldwalkError.StepSkipped) { try await ada.setDebriefStep(visit: visit, step: .nextLevel) }

        let place = "pattern/\(pattern)"
        let (seenByAda, seenByBen) = (
            try await ada.sharedText(visit: visit, place: place), try await ben.sharedText(visit: visit, place: place)
        )
        try await ada.editText(visit: visit, place: place, seen: seenByAda.seen, text: "Now: Students say why.")
        try await ben.editText(visit: visit, place: place, seen: seenByBen.seen, text: "Students say why. Often.")
        for profile in [ada, ben, ada] {
            try await profile.syncAll()
        }
        for profile in [ada, ben] {
            let board = try await profile.debriefBoard(visit: visit)
            #expect(board.patterns.map(\.statement) == ["Now: Students say why. Often."])
            #expect(board.patterns.first?.evidence.map(\.text) == ["S: \"because\""] && board.mayEdit)
        }
    }

    @Test("export and import") func aVisitIsCarriedToAColleagueAsAFile() async throws {
        let scene = try await Scene(observers: 2)
        let visit = scene.visit
        let (ada, ben) = (try await scene.phone(0).profile, try await scene.phone(1).profile)
        scene.server.kill()
        try await ada.note(visit, "carried by hand")
        _ = try await ada.shareAll(visit: visit)
        let folder = try Folder()
        try await ada.exportVisit(visit: visit, path: folder.path("visit.fieldwalk"), withNotebook: false)
        let report = try await ben.importVisit(path: folder.path("visit.fieldwalk"))
        #expect(report.added > 0 && report.refused.isEmpty)
        #expect(try await ben.sharedTexts(visit) == ["carried by hand"])
        #expect(try await ben.importVisit(path: folder.path("visit.fieldwalk")).added == 0)
    }

    @Test("attachment") func aPictureReachesAnotherPhoneWithoutThePlaceItWasTakenAt() async throws {
        let scene = try await Scene(observers: 2)
        let visit = scene.visit
        let (ada, ben) = (try await scene.phone(0).profile, try await scene.phone(1).profile)
        let bare = Data([0xff, 0xda, 0, 3, 1]) + Data("picture".utf8) + Data([0xff, 0xd9])
        let folder = try Folder()
        let photo = folder.path("IMG_1.jpg")
        try (Data([0xff, 0xd8, 0xff, 0xfe, 0, 9]) + Data("Room 12".utf8) + bare).write(to: URL(fileURLWithPath: photo))
        let note = try await ada.note(visit, "the board")
        await expectError(FieldwalkError.PhotographsNotAllowed) {
            try await ada.addAttachment(visit: visit, note: note, path: photo, caption: "the board")
        }
        try scene.allowPhotographs()
        try await ada.syncAll()
        #expect(try await ada.networkPage().allowsPhotographs)
        await expectError(FieldwalkError.NotAPicture) {
            try await ada.addAttachment(visit: visit, note: note, path: #filePath, caption: "")
        }
        let picture = try await ada.addAttachment(visit: visit, note: note, path: photo, caption: "the board")
        _ = try await ada.shareAll(visit: visit)
        try await ada.syncAll()
        #expect(try await ada.status().pictures.waiting == 1)
        #expect(try await ada.uploadAttachments().held == 1)
        let own = try await ada.attachments(visit: visit, note: note)
        #expect(own.map(\.id) == [picture] && own.first?.place == .held)

        try await ben.syncAll()
        let notes = try await ben.feedbackSummary(visit: visit, offset: 0, limit: 9).notes
        let shared = try #require(notes.first?.pictures.first)
        #expect(shared.caption == "the board" && shared.pictureType == .jpeg)
        let seen = folder.path("seen.jpg")
        try await ben.fetchAttachment(visit: visit, hash: shared.hash, path: seen)
        #expect(try Data(contentsOf: URL(fileURLWithPath: seen)) == Data([0xff, 0xd8]) + bare)
        try await ada.removeAttachment(visit: visit, attachment: picture)
        #expect(try await ada.attachments(visit: visit, note: nil).isEmpty)
    }
}
