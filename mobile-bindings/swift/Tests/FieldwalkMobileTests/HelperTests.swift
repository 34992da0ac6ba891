import FieldwalkMobile
import Foundation
import Testing

/// What is written by hand and needs no server.
@Suite(.timeLimit(.minutes(2))) struct HelperTests {
    @Test func aMomentSurvivesTheWayToADateAndBack() {
        #expect(Date(milliseconds: 1_795_328_237_673).milliseconds == 1_795_328_237_673)
        #expect(Date(milliseconds: -1).milliseconds == -1)
        #expect(Date(timeIntervalSince1970: .infinity).milliseconds == .max)
        #expect(Date(timeIntervalSince1970: -.infinity).milliseconds == .min)
    }

    @Test func aDayIsThatOfThePlace() throws {
        let late = Date(timeIntervalSince1970: 1_795_304_700)
        #expect(late.day(in: .gmt) == "2026-11-21")
        #expect(late.day(in: try #require(TimeZone(secondsFromGMT: 2 * 3600))) == "2026-11-22")
        #expect(Date(timeIntervalSince1970: -61_000_000_000).day(in: .gmt).hasPrefix("0036-"))
    }

    @Test func aSpanThatIsNotInTheTextIsNone() {
        let span = { TextSpan(start: $0, end: $1, startScalar: 0, endScalar: 0) }
        #expect(span(0, 3).range(in: "a🙂").map { "a🙂"[$0] } == "a🙂")
        for (start, end) in [(-1, 1), (2, 1), (0, 4), (.min, .max)] as [(Int64, Int64)] {
            #expect(span(start, end).range(in: "a🙂") == nil)
        }
    }

    @Test func anErrorTellsItsDetailAndWhetherToTryAgain() {
        let error = FieldwalkError.ServerBusy(detail: "busy", retry: .notBefore(millis: 5000))
        #expect(error.detail == "busy" && error.retry == .notBefore(millis: 5000))
    }

    @Test func itemsOfAListAreToldApartByTheirIds() {
        let note = Note(
            id: "n", slot: nil, kind: .verbatim, focus: .task, lookFors: [], text: "", wordings: [], observedAt: 0,
            editedAt: nil, deletedAt: nil, status: .held)
        let item = Item.ofNote(note: note)
        #expect(item.id == "n" && item.status == .held)
        #expect(NoteKind.allCases.count == 4)
    }

    @Test func anInviteIsReadFromALink() throws {
        let invite = try parseInvite(text: " https://walk.example.org/invite#ABCD-EFGH\n")
        #expect(invite == Invite(serverUrl: "https://walk.example.org", code: "ABCD-EFGH"))
    }
}
