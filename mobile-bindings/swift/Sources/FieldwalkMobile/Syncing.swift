import FieldwalkBindings

/// Syncing in the way of Swift's tasks: cancelling the task ends the work in the library too.
extension Profile {
    /// Syncs now, and says how that went; not to get through is an outcome. `onProgress` hears how far it has come, never
    /// on the main actor.
    ///
    /// Cancelling the task ends the sync at its next step with everything on disk, and throws `CancellationError`.
    public func syncNow(onProgress: (@Sendable (SyncProgress) -> Void)? = nil) async throws -> SyncOutcome {
        let cancel = Cancel()
        return try await withTaskCancellationHandler {
            do {
                return try await sync(cancel: cancel, progress: onProgress.map(Progress.init))
            } catch FieldwalkError.Cancelled {
                throw CancellationError()
            }
        } onCancel: {
            cancel.cancel()
        }
    }

    /// Keeps syncing until the task is cancelled or the profile is closed. In SwiftUI: `.task { try? await
    /// profile.stayingSynced() }` on the view that is there while the app is in front.
    public func stayingSynced() async throws {
        let changes = try changes()
        let syncing = try keepSynced()
        defer { syncing.end() }
        for await _ in changes {}
    }
}

/// Calls a closure.
private final class Progress: ProgressListener {
    private let tell: @Sendable (SyncProgress) -> Void

    init(_ tell: @escaping @Sendable (SyncProgress) -> Void) {
        self.tell = tell
    }

    func progressed(progress: SyncProgress) {
        tell(progress)
    }
}
