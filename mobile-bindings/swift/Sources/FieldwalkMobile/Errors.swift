import FieldwalkBindings

extension FieldwalkError {
    /// A sentence for a developer's log, with nothing private in it. The words for people are the app's.
    public var detail: String { parts.detail }

    /// Whether the same call may succeed later.
    public var retry: Retry { parts.retry }

    private var parts: (detail: String, retry: Retry) {
        switch self {
        case .BadArgument(let detail, let retry), .Closed(let detail, let retry), .Cancelled(let detail, let retry),
            .UnknownProfile(let detail, let retry), .NotJoined(let detail, let retry),
            .UnknownVisit(let detail, let retry), .NotFound(let detail, let retry),
            .NotAllowed(let detail, let retry), .StepSkipped(let detail, let retry), .TooLong(let detail, let retry),
            .PhotographsNotAllowed(let detail, let retry), .NotAPicture(let detail, let retry),
            .TooLarge(let detail, let retry), .Locked(let detail, let retry), .InUse(let detail, let retry),
            .DiskFull(let detail, let retry), .Damaged(let detail, let retry), .TooNew(let detail, let retry),
            .WrongKey(let detail, let retry), .Storage(let detail, let retry), .KeyStore(let detail, let retry),
            .Unsent(let detail, let retry), .NoConnection(let detail, let retry), .ServerBusy(let detail, let retry),
            .BadAnswer(let detail, let retry), .SignedOut(let detail, let retry), .Revoked(let detail, let retry),
            .Removed(let detail, let retry), .AppTooOld(let detail, let retry), .Refused(let detail, let retry),
            .OtherNetwork(let detail, let retry), .NotAVisitFile(let detail, let retry), .Fault(let detail, let retry):
            (detail, retry)
        }
    }
}
