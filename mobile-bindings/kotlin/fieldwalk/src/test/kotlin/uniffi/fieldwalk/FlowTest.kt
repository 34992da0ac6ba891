package uniffi.fieldwalk

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.count
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

/** What screens collect. */
class FlowTest {
    @Test
    fun `changes of a busy collector come together and none is lost`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            val (heard, go) = Channel<Changes>(Channel.UNLIMITED) to CompletableDeferred<Unit>()
            val collecting = launch(start = CoroutineStart.UNDISPATCHED) {
                profile.changes().collect {
                    heard.send(it)
                    go.await()
                }
            }
            profile.note(scene.visit, "first")
            val first = heard.receive()
            assertTrue(scene.visit in first.visits)
            repeat(50) { profile.note(scene.visit, "note $it") }
            val written = profile.status().revision
            go.complete(Unit)
            var last = first
            var times = 0
            while (last.revision < written) {
                last = withTimeout(30_000) { heard.receive() }
                times += 1
            }
            assertTrue(times < 50, "$times times for 50 notes")
            collecting.cancelAndJoin()
        }
    }

    @Test
    @Scenario("keep synced")
    fun `screens of one phone follow what another one shares`() = runBlocking<Unit> {
        Scene(observers = 2).use { scene ->
            val ada = scene.joined("ada")
            val ben = scene.joined("ben", observer = 1)
            val (visit, profile) = scene.visit to ada
            val keeping = launch { ada.keepInStep() }
            val seen = launch {
                // [follow]
                val summaries = profile.follow({ visit in it.visits }) { feedbackSummary(visit, 0, 50) }
                // [follow]
                summaries.first { it.totalNotes == 1L }
            }
            ben.share(scene.visit, listOf(ben.note(scene.visit, "seen at once")))
            ben.synced()
            withTimeout(60_000) { seen.join() }
            keeping.cancelAndJoin()
        }
    }

    @Test
    fun `walk screens, lists and statuses follow what is written on this phone`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            val slot = profile.walkScreen(scene.visit, null).slots.first().id
            val screens = launch { profile.walkScreens(scene.visit, slot).first { it.items.size == 1 } }
            val lists = launch { profile.visitLists().first { it.today.single().status.waiting == 1L } }
            val statuses = launch { profile.statuses().first { it.waitingChanges > 0 } }
            profile.addNote(scene.visit, NewNote(slot, "one", marks))
            withTimeout(30_000) { listOf(screens, lists, statuses).forEach { it.join() } }
            val board = profile.debriefBoards(scene.visit).first()
            assertEquals(DebriefStep.DESCRIBE, board.step)
        }
    }

    @Test
    @Scenario("streams end")
    fun `flows complete when their profile is shut, and are empty afterwards`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            val (visit, first) = scene.visit to CompletableDeferred<Unit>()
            val flows = listOf(
                profile.changes(),
                profile.statuses().onEach { first.complete(Unit) },
                profile.visitLists(),
                profile.walkScreens(visit),
                profile.debriefBoards(visit),
            )
            val collecting = flows.map { launch(start = CoroutineStart.UNDISPATCHED) { it.collect() } }
            first.await()
            profile.note(visit, "the last one")
            profile.shut()
            withTimeout(30_000) { collecting.joinAll() }
            assertTrue(collecting.none { it.isCancelled })
            withTimeout(30_000) { assertEquals(0, flows.sumOf { it.count() }) }
        }
    }
}
