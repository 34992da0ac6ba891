import FieldwalkMobile
import Testing

extension Profile {
    /// Syncs; anything but a sync that went through and left nothing behind is a failure.
    func syncAll() async throws {
        let outcome = try await syncNow()
        #expect(outcome.isComplete, "\(outcome)")
        let status = try await status()
        #expect(status.wedged.isEmpty && status.waitingChanges == 0, "\(status)")
    }

    /// Writes a note.
    @discardableResult
    func note(_ visit: String, _ text: String) async throws -> String {
        try await addNote(visit: visit, note: NewNote(slot: nil, text: text, marks: .spoken))
    }

    /// The texts of the notes, oldest first.
    func texts(_ visit: String) async throws -> [String] {
        try await notes(visit).map(\.text)
    }

    /// The notes that are not deleted, oldest first.
    func notes(_ visit: String) async throws -> [Note] {
        try await items(visit: visit, shown: .live, offset: 0, limit: 10_000).items.compactMap { item in
            if case .ofNote(let note) = item { note } else { nil }
        }
    }

    /// What everybody shares, sorted.
    func sharedTexts(_ visit: String) async throws -> [String] {
        try await feedbackSummary(visit: visit, offset: 0, limit: 10_000).notes.map(\.text).sorted()
    }
}

extension NoteMarks {
    /// What a student said.
    static let spoken = NoteMarks(kind: .verbatim, focus: .students)
}

/// Expects this very error, whatever its words.
func expectError<Answer>(
    _ expected: (String, Retry) -> FieldwalkError, sourceLocation: SourceLocation = #_sourceLocation,
    _ call: () async throws -> Answer
) async {
    do {
        let answer = try await call()
        Issue.record("answered \(answer)", sourceLocation: sourceLocation)
    } catch let error as FieldwalkError {
        #expect(error == expected(error.detail, error.retry), sourceLocation: sourceLocation)
    } catch {
        Issue.record("threw \(error)", sourceLocation: sourceLocation)
    }
}
