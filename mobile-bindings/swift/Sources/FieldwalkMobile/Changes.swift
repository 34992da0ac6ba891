import FieldwalkBindings

/// Changes as streams. A stream ends when its task is cancelled, when nobody reads it any more, and when the profile is
/// closed; then nothing of it is left in the library.
extension Profile {
    /// What changes, from now on. Read again what is on the screen whenever one arrives.
    ///
    /// Changes that come faster than they are read arrive together as one: a slow reader holds up nothing, and misses
    /// nothing.
    public func changes() throws -> AsyncStream<Changes> {
        let (stream, continuation) = AsyncStream.makeStream(of: Changes.self, bufferingPolicy: .bufferingNewest(1))
        let subscription = try subscribe(listener: Listener(continuation))
        continuation.onTermination = { _ in subscription.end() }
        return stream
    }

    /// What `read` answers: now, and again after each change that `isOf` says it is about.
    ///
    /// For a screen: `for try await screen in try profile.values({ try await $0.walkScreen(visit: visit, shown: nil) })`.
    public func values<Value: Sendable>(
        of isOf: @escaping @Sendable (Changes) -> Bool = { _ in true },
        _ read: @escaping @Sendable (Profile) async throws -> Value
    ) throws -> AsyncThrowingStream<Value, any Error> {
        // Before the first reading, so that nothing falls between the two.
        let changes = try changes()
        // The latest is enough: each is whole.
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: Value.self, throwing: (any Error).self, bufferingPolicy: .bufferingNewest(1))
        let reading = Task {
            do {
                continuation.yield(try await read(self))
                for await change in changes where isOf(change) {
                    continuation.yield(try await read(self))
                }
                continuation.finish()
            } catch FieldwalkError.Closed {
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        continuation.onTermination = { _ in reading.cancel() }
        return stream
    }

    /// The state of this profile: now, and again whenever something becomes held, waits, is refused, or the connection
    /// changes.
    public func statuses() throws -> AsyncThrowingStream<ProfileStatus, any Error> {
        try values(of: \.inStatus) { try await $0.status() }
    }
}

extension Changes {
    /// Both together.
    func and(_ other: Changes) -> Changes {
        Changes(
            revision: max(revision, other.revision),
            visits: visits + other.visits.filter { !visits.contains($0) },
            inNetwork: inNetwork || other.inNetwork,
            inFacts: inFacts || other.inFacts,
            inStatus: inStatus || other.inStatus
        )
    }
}

/// Puts changes into a stream. The library lets go of it when the profile closes, and the stream ends with it.
private final class Listener: ChangeListener {
    private let continuation: AsyncStream<Changes>.Continuation

    init(_ continuation: AsyncStream<Changes>.Continuation) {
        self.continuation = continuation
    }

    deinit {
        continuation.finish()
    }

    func changed(changes: Changes) {
        // The one that nobody has read yet gives way: put both in its place. Nobody else puts one in between, because
        // the library never calls twice at once.
        if case .dropped(let unread) = continuation.yield(changes) {
            continuation.yield(unread.and(changes))
        }
    }
}
