package uniffi.fieldwalk

import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** What an observer does in a classroom; all of it without a network. */
class CaptureTest {
    @Test
    fun `enrol brings the visit with its plan and its slots`() = walking { profile, visit ->
        val row = profile.visitList(LocalDate.now().toString()).today.single()
        assertEquals(visit, row.visit.id)
        assertEquals(VisitStage.WALKING, row.visit.stage)
        assertTrue(row.isParticipant && !row.isHost)
        assertEquals(LocalDate.now(), row.visit.day)
        val plan = profile.visitPlan(visit)
        assertEquals(listOf("Room A", "Room B"), plan.rooms.map { it.code }.sorted())
        assertEquals(2, profile.walkScreen(visit, null).slots.size)
        assertEquals(600, plan.slots.first().duration.seconds)
    }

    @Test
    @Scenario("capture")
    fun `capture keeps every kind of item and each change of it`() = walking { profile, visit ->
        profile.acknowledgeNorms(visit)
        val slot = profile.walkScreen(visit, null).slots.first().id
        profile.startSlot(visit, slot)
        assertEquals(slot, profile.walkScreen(visit, null).current)
        // [walk]
        val marks = NoteMarks(NoteKind.VERBATIM, NoteFocus.STUDENTS)
        val note = profile.addNote(visit, NewNote(slot, "Why did you carry the one?", marks))
        val tally = profile.addTally(visit, slot, "Students explain", 24)
        profile.countTally(visit, tally, 1)
        profile.addWondering(visit, slot, "I wonder who decides when a problem is done")
        // [walk]
        for (delta in listOf(4L, 8L, -1L)) profile.countTally(visit, tally, delta)
        profile.editNote(visit, note, NoteEdit(text = "Why do you carry the one?"))
        val screen = profile.walkScreen(visit, slot)
        assertEquals(3, screen.items.size)
        assertTrue(screen.isNormsAcknowledged)
        val counted = screen.items.filterIsInstance<Item.OfTally>().single().tally
        assertEquals(12L to 24L, counted.count to counted.denominator)
        val kept = screen.items.filterIsInstance<Item.OfNote>().single().note
        assertEquals("Why do you carry the one?", kept.text)
        assertNotNull(kept.editedInstant)
        assertEquals(note, kept.uuid.toString())

        profile.deleteItem(visit, note)
        assertEquals(emptyList(), profile.texts(visit))
        assertEquals(note, profile.items(visit, ItemsShown.DELETED, 0, 9).items.single().id)
        profile.restoreItem(visit, note)
        assertEquals(listOf("Why do you carry the one?"), profile.texts(visit))
        profile.finishSlot(visit, slot)
        assertNotNull(profile.walkScreen(visit, null).slots.first().finishedInstant)
        assertEquals(note, profile.search("carry", 10).single().item)
    }

    @Test
    @Scenario("draft")
    fun `draft becomes a note when it is committed, and ends when it is emptied`() = walking { profile, visit ->
        val text = "Teacher: \"Tell your partner"
        // Nobody waits between two keystrokes: the last one must win.
        coroutineScope { for (end in text.indices) textChanged(this, profile, visit, text.substring(0, end + 1)) }
        assertEquals(text, profile.drafts(visit).single().text)
        assertTrue(profile.visitList(LocalDate.now().toString()).today.single().hasDraft)
        val place = DraftPlace.NewNote(slot = null)
        val note = profile.commitDraft(visit, place, marks)
        assertNotNull(note)
        assertEquals(emptyList(), profile.drafts(visit))
        assertEquals(listOf(text), profile.texts(visit))
        profile.typeDraft(visit, place, "  ")
        assertEquals(null, profile.commitDraft(visit, place, marks))
        profile.typeDraft(visit, place, "x")
        profile.typeDraft(visit, place, "")
        assertEquals(emptyList(), profile.drafts(visit))
    }

    @Test
    @Scenario("evidence check")
    fun `evidence check points at the words in units of the text field`() = walking { profile, visit ->
        val text = "😀 The lesson was great"
        // [check]
        val finding = profile.checkEvidence(text).first()
        val words = text.substring(finding.span.start.toInt(), finding.span.end.toInt())
        // [check]
        assertEquals("great", words)
        assertEquals(FindingKind.JUDGEMENT, finding.kind)
        assertEquals(finding.span.start - 1, finding.span.startScalar)
        val slot = profile.walkScreen(visit, null).slots.first().id
        profile.typeDraft(visit, DraftPlace.NewNote(slot), text)
        assertEquals(listOf(finding), profile.walkScreen(visit, slot).findings)
        assertEquals(emptyList(), profile.checkEvidence("The teacher said \"good job\""))
    }

    @Test
    @Scenario("thousand notes paged")
    fun `one thousand notes are paged without a gap`() = walking { profile, visit ->
        val ids = profile.addNotes(visit, (1..1_000).map { NewNote(null, "note $it", marks) })
        assertEquals(1_000, ids.toSet().size)
        val read = mutableListOf<String>()
        var total: Long
        do {
            val page = profile.items(visit, ItemsShown.LIVE, read.size.toLong(), 128)
            read += page.items.map(Item::id)
            total = page.total
        } while (read.size < total)
        assertEquals(ids.toSet(), read.toSet())
        assertEquals(1_000, read.size)
        val last = profile.items(visit, ItemsShown.LIVE, 990, 50)
        assertEquals(listOf(10L, 990L, 1_000L), listOf(last.items.size.toLong(), last.offset, last.total))
        assertFalse(profile.visitStatus(visit).waiting == 0L)
    }

    // [draft]
    fun textChanged(scope: CoroutineScope, profile: Profile, visit: String, text: String) {
        scope.launch(start = CoroutineStart.UNDISPATCHED) {
            profile.typeDraft(visit, DraftPlace.NewNote(slot = null), text)
        }
    }
    // [draft]

    private fun walking(test: suspend (Profile, String) -> Unit) = runBlocking<Unit> {
        Scene().use { scene -> test(scene.joined("phone"), scene.visit) }
    }
}
