/**
 * What a screen shows, as flows: cold, and with nothing going on once nobody collects them.
 *
 * The library tells of changes on threads of its own; a flow brings them to whoever collects it, in that one's own
 * context. What changes while a collector is busy comes to it together, so that none has to hurry.
 */
package uniffi.fieldwalk

import java.time.LocalDate
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.flow

/** Calls [listener] after changes, on a thread of the library, until the subscription is ended, closed or forgotten. */
fun Profile.listen(listener: (Changes) -> Unit): Subscription = subscribe(Guarded.changes(listener))

/** What changed, from the moment of collecting on. */
fun Profile.changes(): Flow<Changes> = flow {
    val heard = Heard()
    listen(heard::hear).use { for (signal in heard.signals) heard.take()?.let { emit(it) } }
}

/** What [read] says now, and again after each change that [concerns] it. */
fun <T> Profile.follow(concerns: (Changes) -> Boolean, read: suspend Profile.() -> T): Flow<T> = flow {
    val heard = Heard()
    // Listening first, so that nothing falls between.
    listen(heard::hear).use {
        emit(read())
        for (signal in heard.signals) if (heard.take()?.let(concerns) == true) emit(read())
    }
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

/** Keeps what was heard until it is taken, all of it together. */
private class Heard {
    val signals = Channel<Unit>(Channel.CONFLATED)
    private var waiting: Changes? = null

    @Synchronized
    fun hear(changes: Changes) {
        waiting = waiting?.and(changes) ?: changes
        signals.trySend(Unit)
    }

    @Synchronized
    fun take(): Changes? = waiting.also { waiting = null }

    private fun Changes.and(later: Changes) = Changes(
        revision = maxOf(revision, later.revision),
        visits = (visits + later.visits).distinct(),
        inNetwork = inNetwork || later.inNetwork,
        inFacts = inFacts || later.inFacts,
        inStatus = inStatus || later.inStatus,
    )
}
