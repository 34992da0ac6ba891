import FieldwalkMobile
import Foundation
import Testing

/// Changes and statuses as streams, and that nothing of them stays behind.
@Suite(.timeLimit(.minutes(2))) struct StreamTests {
    @Test func aChangeArrivesAndSaysWhatToReadAgain() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        var changes = try profile.changes().makeAsyncIterator()
        try await profile.note(visit, "12 of 24 hands up")
        var (heardOfVisit, heardOfStatus, revision) = (false, false, Int64(0))
        while !(heardOfVisit && heardOfStatus) {
            let heard = try #require(await changes.next())
            heardOfVisit = heardOfVisit || heard.visits == [visit]
            heardOfStatus = heardOfStatus || heard.inStatus
            revision = heard.revision
        }
        #expect(try await profile.status().revision >= revision)
    }

    @Test func aReaderThatIsSlowHearsOfEverythingTogether() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        let changes = try profile.changes()
        let last = Shared<Int64>(0)
        let watch = Watch { change in last.with { $0 = max($0, change.revision) } }
        let watching = try profile.subscribe(listener: watch)
        for number in 0..<20 {
            try await profile.note(visit, "note \(number)")
        }
        // The last is about the connection alone: what came before is in it only if both were put together.
        scene.server.kill()
        #expect(try await profile.syncNow().failure == .noConnection)
        let revision = try await profile.status().revision
        try await until { last.with { $0 } >= revision }
        watching.end()

        var heard: [Changes] = []
        for await change in changes {
            heard.append(change)
            if change.revision >= revision { break }
        }
        #expect(heard.count <= 2, "\(heard)")
        #expect(heard.contains { $0.visits == [visit] })
    }

    @Test("streams end") func aStreamEndsWhenItsTaskIsCancelledAndWhenTheProfileCloses() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        let cancelled = Task { for await _ in try profile.changes() {} }
        cancelled.cancel()
        try await cancelled.value

        let changes = try profile.changes()
        let statuses = try profile.statuses()
        let heard = Shared<[String]>([])
        let closing = Task {
            for await change in changes { heard.with { $0 += change.visits } }
            for try await _ in statuses {}
        }
        let watching = try profile.subscribe(listener: Watch { _ in })
        try await profile.note(visit, "the last one")
        try await until { heard.with { $0 } == [visit] }
        try await profile.close()
        try await closing.value
        await watching.ended()
        #expect(!watching.isGoing())
        #expect(throws: FieldwalkError.self) { try profile.changes() }
    }

    @Test func aStatusArrivesAtOnceAndAfterEachChangeOfIt() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        var statuses = try profile.statuses().makeAsyncIterator()
        #expect(try await statuses.next()?.waitingChanges == 0)
        try await profile.note(visit, "12 of 24 hands up")
        while try #require(try await statuses.next()).waitingChanges == 0 {}
        try await profile.syncAll()
        while try #require(try await statuses.next()).waitingChanges > 0 {}
    }

    @Test func aScreenIsReadAgainAsItChanges() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        let screens = try profile.values(of: { $0.visits.contains(visit) }) { profile in
            try await profile.items(visit: visit, shown: .live, offset: 0, limit: 10)
        }
        var shown = screens.makeAsyncIterator()
        #expect(try await shown.next()?.items.isEmpty == true)
        try await profile.typeDraft(visit: visit, place: .newNote(slot: nil), text: "T: why?")
        _ = try await profile.commitDraft(visit: visit, place: .newNote(slot: nil), marks: .spoken)
        while try #require(try await shown.next()).items.isEmpty {}

        let failing = try profile.values { try await $0.visitPlan(visit: "no visit") }
        await expectError(FieldwalkError.BadArgument) { for try await _ in failing {} }
    }

    @Test("keep synced") func aPhoneThatStaysSyncedSendsAndHearsByItself() async throws {
        let scene = try await Scene(observers: 2)
        let visit = scene.visit
        let (ada, ben) = (try await scene.phone(0).profile, try await scene.phone(1).profile)
        let synced = [ada, ben].map { profile in Task { try await profile.stayingSynced() } }
        let seen = try ben.values { try await $0.sharedTexts(visit) }
        try await ada.note(visit, "S: \"12\"")
        _ = try await ada.shareAll(visit: visit)
        for try await texts in seen where texts == ["S: \"12\""] { break }
        for task in synced {
            task.cancel()
            try await task.value
        }
    }

    @Test("listener leak") func listenersAreLetGoWhenEndedWhenDroppedAndWhenTheProfileCloses() async throws {
        let scene = try await Scene()
        let profile = try await scene.phone().profile
        let alive = Shared(0)
        func subscription() throws -> Subscription {
            try profile.subscribe(listener: Watch(alive: alive) { _ in })
        }
        for _ in 0..<100 {
            try subscription().end()
            _ = try subscription()
            _ = try profile.changes()
            _ = try profile.statuses()
        }
        try await until { alive.with { $0 } == 0 }

        let open = try subscription()
        #expect(open.isGoing() && alive.with { $0 } == 1)
        try await profile.close()
        try await until { alive.with { $0 } == 0 }
        #expect(!open.isGoing())
    }
}

/// Counts itself, so that one that stays behind is seen.
final class Watch: ChangeListener {
    private let alive: Shared<Int>
    private let hear: @Sendable (Changes) throws -> Void

    init(alive: Shared<Int> = Shared(0), _ hear: @escaping @Sendable (Changes) throws -> Void) {
        (self.alive, self.hear) = (alive, hear)
        alive.with { $0 += 1 }
    }

    deinit {
        alive.with { $0 -= 1 }
    }

    func changed(changes: Changes) throws {
        try hear(changes)
    }
}

/// Goes on as soon as it is so; a test that waits for what never comes runs into its time limit.
func until(_ isSo: @escaping @Sendable () -> Bool) async throws {
    while !isSo() {
        try Task.checkCancellation()
        await Task.yield()
    }
}
