import FieldwalkMobile
import Foundation
import Testing

/// Syncing, and everything that can come in between.
@Suite(.timeLimit(.minutes(2))) struct SyncTests {
    @Test("offline status") func theStatusTellsWhatIsWhereFromReceiptsAlone() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        scene.server.kill()
        let note = try await profile.note(visit, "12 of 24 hands up")
        let outcome = try await profile.syncNow()
        #expect(!outcome.isComplete && outcome.failure == .noConnection && outcome.retry == .later)
        let offline = try await profile.status()
        #expect(offline.waitingChanges > 0 && offline.failing?.failure == .noConnection)
        #expect(try await profile.visitStatus(visit: visit) == VisitStatus(onDevice: 1, held: 0, waiting: 1))
        #expect(try await profile.itemStatus(visit: visit, item: note) == .waiting)

        try scene.restart()
        let progress = Shared<[SyncProgress]>([])
        let through = try await profile.syncNow { step in progress.with { $0.append(step) } }
        #expect(through.isComplete && through.held > 0)
        #expect(progress.with { $0.last?.waiting } == 0)
        #expect(try await profile.visitStatus(visit: visit) == VisitStatus(onDevice: 1, held: 1, waiting: 0))
        #expect(try await profile.itemStatus(visit: visit, item: note) == .held)
        let online = try await profile.status()
        #expect(online.failing == nil && online.lastSyncedAt != nil && online.revision > offline.revision)
    }

    @Test("cancel mid sync") func aCancelledTaskEndsTheSyncAndLosesNothing() async throws {
        let (scene, gate) = (try await Scene(), Gate())
        let (profile, visit) = (try await scene.phone(transport: gate).profile, scene.visit)
        try await profile.note(visit, "written before")
        gate.shut()
        let syncing = Task { try await profile.syncNow() }
        await gate.held()
        #expect(gate.isWanted)
        syncing.cancel()
        await #expect(throws: CancellationError.self) { try await syncing.value }
        #expect(!gate.isWanted, "the library still waits for the answer")

        let cancel = Cancel()
        let byHand = Task { try await profile.sync(cancel: cancel) }
        await gate.held()
        cancel.cancel()
        await expectError(FieldwalkError.Cancelled) { try await byHand.value }

        try await profile.note(visit, "written after")
        gate.open()
        try await profile.syncAll()
        #expect(try await profile.visitStatus(visit: visit).held == 2)
    }

    @Test("cancel mid sync") func aTaskThatWasCancelledBeforeDoesNotSync() async throws {
        let scene = try await Scene()
        let profile = try await scene.phone().profile
        let syncing = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await profile.syncNow()
        }
        await #expect(throws: CancellationError.self) { try await syncing.value }
        try await profile.syncAll()
    }

    @Test("server gone and back") func aServerThatDiesInTheMiddleOfASyncGetsEverythingOnceLater() async throws {
        let (scene, gate) = (try await Scene(), Gate())
        let (phone, visit) = (try await scene.phone(transport: gate), scene.visit)
        try await phone.profile.note(visit, "on its way")
        gate.shut()
        let syncing = Task { try await phone.profile.syncNow() }
        await gate.held()
        scene.server.kill()
        // Dropped without an answer: the connection broke.
        gate.open()
        #expect(try await syncing.value.failure == .noConnection)
        try await phone.profile.note(visit, "written meanwhile")

        try scene.restart()
        let again = try await phone.reopened().profile
        try await again.syncAll()
        #expect(try await scene.phone().profile.texts(visit) == ["on its way", "written meanwhile"])
    }

    @Test("revoked") func aRevokedPhoneGoesOnWritingAndSendsAllOfItOnceInvitedAgain() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone().profile, scene.visit)
        try await profile.note(visit, "sent before")
        try await profile.syncAll()
        try scene.revoke()
        try await profile.note(visit, "written while revoked")
        let outcome = try await profile.syncNow()
        #expect(outcome.failure == .revoked && outcome.retry == .afterAction)
        await expectError(FieldwalkError.Revoked) { try await profile.signInCode() }
        #expect(try await profile.visitStatus(visit: visit).waiting == 1)

        try await profile.rejoin(invite: scene.invite(), deviceName: "phone")
        try await profile.syncAll()
        #expect(try await scene.phone().profile.texts(visit) == ["sent before", "written while revoked"])
    }

    @Test("disk full") func aFullDiskIsToldAndNothingThatWasConfirmedIsLost() async throws {
        let scene = try await Scene()
        let (visit, keys) = (scene.visit, MemoryKeyStore())
        let disk = URL(fileURLWithPath: try Setting.smallDisk.value)
        let filler = disk.appendingPathComponent("filler")
        defer { try? FileManager.default.removeItem(at: disk.appendingPathComponent("profiles")) }
        let fieldwalk = try Fieldwalk(folder: disk.appendingPathComponent("profiles").path, keyStore: keys)
        let profile = try await fieldwalk.join(invite: scene.invite(), deviceName: "phone")
        try await profile.syncAll()
        fill(filler)

        var confirmed: [String] = []
        var refusal: FieldwalkError?
        for number in 0..<2000 where refusal == nil {
            let text = "note \(number)"
            do {
                try await profile.note(visit, text)
                confirmed.append(text)
            } catch let error as FieldwalkError {
                refusal = error
            }
        }
        let full = try #require(refusal)
        #expect(full == .DiskFull(detail: full.detail, retry: .afterAction))
        #expect(try await profile.texts(visit) == confirmed)

        try FileManager.default.removeItem(at: filler)
        try await profile.note(visit, "once there is room")
        #expect(try await profile.texts(visit) == confirmed + ["once there is room"])
        try await profile.syncAll()
        try await profile.close()
    }

    @Test("network none") func nothingIsTriedWhileThereIsNoNetwork() async throws {
        let (scene, gate) = (try await Scene(), Gate())
        let (phone, visit) = (try await scene.phone(transport: gate), scene.visit)
        try phone.app.fieldwalk.networkChanged(network: .none)
        let before = gate.started
        let synced = Task { try await phone.profile.stayingSynced() }
        try await phone.profile.note(visit, "written without a network")
        var statuses = try phone.profile.statuses().makeAsyncIterator()
        let offline = try #require(try await statuses.next())
        #expect(offline.network == .none && offline.waitingChanges > 0 && gate.started == before)

        try phone.app.fieldwalk.networkChanged(network: .free)
        while try #require(try await statuses.next()).waitingChanges > 0 {}
        #expect(gate.started > before)
        synced.cancel()
        try await synced.value
    }

    @Test("sync") func aSystemsOwnTransportCarriesEverything() async throws {
        let scene = try await Scene()
        let (profile, visit) = (try await scene.phone(transport: URLSessionTransport()).profile, scene.visit)
        try await profile.note(visit, "over URLSession")
        try await profile.syncAll()
        #expect(try await scene.phone().profile.texts(visit) == ["over URLSession"])
        scene.server.kill()
        #expect(try await profile.syncNow().failure == .noConnection)
    }

    /// Writes to a file until the disk takes no more.
    private func fill(_ file: URL) {
        guard FileManager.default.createFile(atPath: file.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: file.path)
        else { return }
        for block in [64 << 10, 4 << 10, 512] {
            while (try? handle.write(contentsOf: Data(count: block))) != nil {}
        }
        try? handle.close()
    }
}
