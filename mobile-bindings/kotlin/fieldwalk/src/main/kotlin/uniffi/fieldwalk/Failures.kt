package uniffi.fieldwalk

/** A sentence for a developer's log: never a note, a name or a token. */
val FieldwalkException.detail: String
    get() = told.first

/** Whether the same call may succeed later. */
val FieldwalkException.retry: Retry
    get() = told.second

// Every variant has the two; without `else`, so that one more does not compile before it is here.
private val FieldwalkException.told: Pair<String, Retry>
    get() = when (this) {
        is FieldwalkException.BadArgument -> detail to retry
        is FieldwalkException.Closed -> detail to retry
        is FieldwalkException.Cancelled -> detail to retry
        is FieldwalkException.UnknownProfile -> detail to retry
        is FieldwalkException.NotJoined -> detail to retry
        is FieldwalkException.UnknownVisit -> detail to retry
        is FieldwalkException.NotFound -> detail to retry
        is FieldwalkException.NotAllowed -> detail to retry
        is FieldwalkException.StepSkipped -> detail to retry
        is FieldwalkException.PhotographsNotAllowed -> detail to retry
        is FieldwalkException.NotAPicture -> detail to retry
        is FieldwalkException.TooLong -> detail to retry
        is FieldwalkException.TooLarge -> detail to retry
        is FieldwalkException.Locked -> detail to retry
        is FieldwalkException.InUse -> detail to retry
        is FieldwalkException.DiskFull -> detail to retry
        is FieldwalkException.Damaged -> detail to retry
        is FieldwalkException.TooNew -> detail to retry
        is FieldwalkException.WrongKey -> detail to retry
        is FieldwalkException.Storage -> detail to retry
        is FieldwalkException.KeyStore -> detail to retry
        is FieldwalkException.Unsent -> detail to retry
        is FieldwalkException.NoConnection -> detail to retry
        is FieldwalkException.ServerBusy -> detail to retry
        is FieldwalkException.BadAnswer -> detail to retry
        is FieldwalkException.SignedOut -> detail to retry
        is FieldwalkException.Revoked -> detail to retry
        is FieldwalkException.Removed -> detail to retry
        is FieldwalkException.AppTooOld -> detail to retry
        is FieldwalkException.Refused -> detail to retry
        is FieldwalkException.OtherNetwork -> detail to retry
        is FieldwalkException.NotAVisitFile -> detail to retry
        is FieldwalkException.Fault -> detail to retry
    }
