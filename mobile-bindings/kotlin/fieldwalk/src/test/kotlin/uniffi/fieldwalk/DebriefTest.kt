package uniffi.fieldwalk

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking

/** The group's work after the walk. */
class DebriefTest {
    @Test
    @Scenario("debrief")
    fun `patterns of one phone reach the other, step by step`() = runBlocking<Unit> {
        Scene().use { scene ->
            val (visit, facilitator) = scene.visit to scene.facilitator
            val ada = scene.joined("ada")
            ada.share(visit, listOf(ada.note(visit, "two students asked why")))
            ada.synced()
            facilitator.setStage(visit, VisitStage.DEBRIEFING)
            for (profile in listOf(facilitator, ada)) profile.synced()

            val pattern = ada.addPattern(visit, "Students ask")
            val piece = ada.debriefBoard(visit).unplaced.single()
            ada.placeEvidence(visit, pattern, piece.evidence, EvidenceBearing.SUPPORTS)
            val words = ada.sharedText(visit, "pattern/$pattern")
            ada.editText(visit, words.place, words.seen, "Students ask why")
            assertFailsWith<FieldwalkException.StepSkipped> { ada.setDebriefStep(visit, DebriefStep.PREDICT) }
            for (profile in listOf(ada, facilitator)) profile.synced()
            val board = facilitator.debriefBoard(visit).patterns.single()
            assertEquals("Students ask why", board.statement)
            assertEquals("two students asked why", board.evidence.single().text)
        }
    }

    @Test
    @Scenario("sign-in code")
    fun `phone shows a code for the console`() = runBlocking<Unit> {
        Scene().use { scene ->
            val code = scene.joined("phone").signInCode()
            assertEquals("${scene.server.url}/sign-in#${code.code}", code.link)
            assertTrue(code.expiresInstant.isAfter(java.time.Instant.now()))
        }
    }
}
