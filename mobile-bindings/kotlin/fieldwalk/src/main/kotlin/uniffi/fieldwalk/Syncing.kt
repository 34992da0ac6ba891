/** Syncing within structured concurrency: a coroutine that is cancelled ends what it began, with everything on disk. */
package uniffi.fieldwalk

import kotlinx.coroutines.awaitCancellation

/**
 * Syncs now, and calls [progressed] on a thread of the library as it goes on. Not to get through is an outcome.
 *
 * A coroutine that is cancelled ends the sync at its next step; what was answered until then is kept.
 */
suspend fun Profile.syncNow(progressed: (SyncProgress) -> Unit = {}): SyncOutcome =
    Cancel().use { cancel ->
        try {
            sync(cancel, Guarded.progress(progressed))
        } finally {
            // The future is dropped with the coroutine; this ends also what had begun before it heard of that.
            cancel.cancel()
        }
    }

/**
 * Keeps this profile in step with its server for as long as the coroutine runs. Made for
 * `repeatOnLifecycle(Lifecycle.State.STARTED) { profile.keepInStep() }`.
 */
suspend fun Profile.keepInStep(): Nothing = keepSynced().use { awaitCancellation() }
