/**
 * What a screen shows, as flows: cold, with nothing going on once nobody collects them, and at their end once the profile
 * is shut.
 *
 * The library tells of changes on threads of its own; a flow brings them to whoever collects it, in that one's own
 * context. What changes while a collector is busy comes to it together, so that none has to hurry.
 */
package uniffi.fieldwalk

import java.time.LocalDate
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch

/** Calls [listener] after changes, on a thread of the library, until the subscription is ended, closed or forgotten. */
fun Profile.listen(listener: (Changes) -> Unit): Subscription = subscribe(Guarded.changes(listener))

/** What changed, from the moment of collecting on. Completes when the profile is shut. */
fun Profile.changes(): Flow<Changes> = heard { heard -> heard.each { emit(it) } }

/** What [read] says now, and again after each change that [concerns] it. Completes when the profile is shut. */
fun <T> Profile.follow(concerns: (Changes) -> Boolean, read: suspend Profile.() -> T): Flow<T> =
    heard { heard ->
        // Listening goes on already, so that nothing falls between.
        emitUnlessShut(this@follow, read)
        heard.each { if (concerns(it)) emitUnlessShut(this@follow, read) }
    }.distinctUntilChanged()

/** The state of this profile. */
fun Profile.statuses(): Flow<ProfileStatus> = follow({ it.inStatus }) { status() }

/** The list that the app opens with. */
fun Profile.visitLists(today: () -> LocalDate = LocalDate::now): Flow<VisitList> =
    follow({ it.inFacts || it.inStatus || it.visits.isNotEmpty() }) { visitList(today().toString()) }

/** The walk screen of a visit. The time left goes on by itself: count it down between two screens. */
fun Profile.walkScreens(visit: String, shown: String? = null): Flow<WalkScreen> =
    follow({ it.inStatus || visit in it.visits }) { walkScreen(visit, shown) }

/** The debrief board of a visit. */
fun Profile.debriefBoards(visit: String): Flow<DebriefBoard> =
    follow({ it.inFacts || visit in it.visits }) { debriefBoard(visit) }

/** A flow that listens while it is collected, and ends with the profile. */
private fun <T> Profile.heard(collected: suspend FlowCollector<T>.(Heard) -> Unit): Flow<T> = flow {
    val heard = Heard()
    val subscription = try {
        listen(heard::hear)
    } catch (_: FieldwalkException.Closed) {
        return@flow
    }
    subscription.use {
        coroutineScope {
            val ending = launch {
                subscription.ended()
                heard.signals.close()
            }
            collected(heard)
            ending.cancel()
        }
    }
}

/** Reads and emits; a profile that was shut in between has nothing to say any more. */
private suspend fun <T> FlowCollector<T>.emitUnlessShut(profile: Profile, read: suspend Profile.() -> T) {
    val value = try {
        profile.read()
    } catch (closed: FieldwalkException.Closed) {
        if (profile.isClosed()) return else throw closed
    }
    emit(value)
}

/** Keeps what was heard until it is taken, all of it together. */
private class Heard {
    val signals = Channel<Unit>(Channel.CONFLATED)
    private var waiting: Changes? = null

    @Synchronized
    fun hear(changes: Changes) {
        waiting = waiting?.and(changes) ?: changes
        signals.trySend(Unit)
    }

    /** Hands over what was heard, until nothing more can be. */
    suspend fun each(told: suspend (Changes) -> Unit) {
        for (signal in signals) take()?.let { told(it) }
    }

    @Synchronized
    private fun take(): Changes? = waiting.also { waiting = null }

    private fun Changes.and(later: Changes) = Changes(
        revision = maxOf(revision, later.revision),
        visits = (visits + later.visits).distinct(),
        inNetwork = inNetwork || later.inNetwork,
        inFacts = inFacts || later.inFacts,
        inStatus = inStatus || later.inStatus,
    )
}
