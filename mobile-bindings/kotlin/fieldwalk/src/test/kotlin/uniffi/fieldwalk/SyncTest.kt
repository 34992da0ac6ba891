package uniffi.fieldwalk

import java.io.File
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

/** Phones and a server, together and apart. */
class SyncTest {
    @Test
    @Scenario("sync")
    fun `sync sends what waits, and the status says so from receipts`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            val note = profile.note(scene.visit, "12 of 24 students explain")
            assertEquals(ItemStatus.WAITING, profile.itemStatus(scene.visit, note))
            assertEquals(1, profile.visitStatus(scene.visit).waiting)
            val (visit, steps) = scene.visit to mutableListOf<SyncProgress>()
            // [sync]
            val outcome = profile.syncNow { progress -> steps += progress }
            val status = profile.visitStatus(visit)
            // [sync]
            assertTrue(outcome.isComplete && outcome.held > 0, outcome.toString())
            assertTrue(steps.last().held > 0 && steps.last().waiting == 0L, steps.toString())
            assertEquals(listOf(1L, 1L, 0L), listOf(status.onDevice, status.held, status.waiting))
            assertEquals(ItemStatus.HELD, profile.itemStatus(scene.visit, note))
            assertNotNull(profile.status().lastSyncedInstant)
        }
    }

    @Test
    @Scenario("merge", "share")
    fun `shared notes of two phones merge, and unshared ones stay private`() = runBlocking<Unit> {
        Scene(observers = 2).use { scene ->
            val ada = scene.joined("ada")
            val ben = scene.joined("ben", observer = 1)
            val (visit, profile) = scene.visit to ada
            val note = profile.note(visit, "\"Because ten ones are a ten\"")
            // [share]
            profile.share(visit, listOf(note))
            // [share]
            ada.note(scene.visit, "for myself")
            ben.note(scene.visit, "A chart of sentence starters hangs by the door")
            assertEquals(1, ben.shareAll(scene.visit))
            for (profile in listOf(ada, ben, ada)) profile.synced()
            val all = listOf("\"Because ten ones are a ten\"", "A chart of sentence starters hangs by the door")
            for (each in listOf(ada, ben)) assertEquals(all, each.sharedTexts(scene.visit))
            assertEquals(listOf(all.first(), "for myself"), ada.texts(scene.visit))
            assertEquals(listOf(all.last()), ben.texts(scene.visit))

            ada.reword(scene.visit, note, "A student: \"Because ten ones are a ten\"")
            ben.withdraw(scene.visit, ben.sharedItems(scene.visit))
            for (profile in listOf(ada, ben, ada)) profile.synced()
            for (profile in listOf(ada, ben)) {
                assertEquals(listOf("A student: \"Because ten ones are a ten\""), profile.sharedTexts(scene.visit))
            }
        }
    }

    @Test
    @Scenario("conflict")
    fun `conflict of two wordings shows both until the author chooses`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.joined("phone")
            val tablet = scene.joined("tablet")
            val note = phone.note(scene.visit, "first")
            phone.synced()
            tablet.synced()
            phone.editNote(scene.visit, note, NoteEdit(text = "on the phone"))
            tablet.editNote(scene.visit, note, NoteEdit(text = "on the tablet"))
            for (profile in listOf(phone, tablet, phone)) profile.synced()
            val both = listOf("on the phone", "on the tablet")
            for (profile in listOf(phone, tablet)) assertEquals(both, wordings(profile, scene.visit).sorted())
            phone.editNote(scene.visit, note, NoteEdit(text = "on the tablet"))
            for (profile in listOf(phone, tablet)) profile.synced()
            for (profile in listOf(phone, tablet)) {
                assertEquals(emptyList(), wordings(profile, scene.visit))
                assertEquals(listOf("on the tablet"), profile.texts(scene.visit))
            }
        }
    }

    @Test
    @Scenario("offline status", "server gone and back")
    fun `offline and with the server gone, writing goes on and the status says why`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            scene.server.close()
            profile.note(scene.visit, "written meanwhile")
            val outcome = profile.syncNow()
            assertFalse(outcome.isComplete)
            assertEquals(SyncFailure.NO_CONNECTION, outcome.failure)
            assertNotNull(outcome.wakeInstant)
            val here = profile.visitStatus(scene.visit)
            assertEquals(listOf(1L, 0L, 1L), listOf(here.onDevice, here.held, here.waiting))
            val status = profile.status()
            assertNotNull(status.lastSyncedInstant)
            assertEquals(SyncFailure.NO_CONNECTION, status.failing?.failure)
            assertTrue(status.waitingChanges > 0)
            scene.server = scene.server.restarted()
            profile.synced()
            assertEquals(null, profile.status().failing)
        }
    }

    @Test
    @Scenario("network none")
    fun `without a network nothing is tried, and with it what waits is sent by itself`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.phone("phone")
            val profile = phone.library.join(scene.invite(), "phone")
            profile.synced()
            phone.library.networkChanged(Network.NONE)
            assertEquals(Network.NONE, profile.status().network)
            val keeping = launch { profile.keepInStep() }
            profile.note(scene.visit, "written in the basement")
            val held = async { profile.statuses().first { it.waitingChanges == 0L } }
            assertTrue(profile.status().waitingChanges > 0)
            phone.library.networkChanged(Network.FREE)
            held.await()
            keeping.cancelAndJoin()
        }
    }

    @Test
    @Scenario("cancel mid sync")
    fun `cancelled coroutine ends the sync, and the next one sends everything once`() = runBlocking<Unit> {
        Scene().use { scene ->
            val asked = Channel<Completion>(Channel.UNLIMITED)
            val silent = object : HttpTransport {
                val platform = PlatformTransport()
                @Volatile var answers = true

                override fun start(request: HttpRequest, completion: Completion) {
                    if (answers) platform.start(request, completion) else asked.trySend(completion)
                }
            }
            val profile = scene.phone("phone", silent).library.join(scene.invite(), "phone")
            profile.synced()
            profile.note(scene.visit, "once")
            silent.answers = false
            val cancel = Cancel()
            val cancelled = async { runCatching { profile.sync(cancel) }.exceptionOrNull() }
            asked.receive()
            cancel.cancel()
            assertIs<FieldwalkException.Cancelled>(cancelled.await())

            val sync = launch { profile.syncNow() }
            val completion = asked.receive()
            // Long before the library would stop waiting for an answer.
            withTimeout(30_000) { sync.cancelAndJoin() }
            // Rust heard of it: nobody waits for that answer any more.
            while (completion.isWanted()) Thread.onSpinWait()
            val late = HttpResponse(200u, null, ByteArray(0))
            assertFailsWith<FieldwalkException.Closed> { completion.answered(late) }
            assertEquals(1, profile.visitStatus(scene.visit).waiting)
            silent.answers = true
            profile.synced()
            assertEquals(listOf("once"), scene.joined("tablet").texts(scene.visit))
        }
    }

    @Test
    fun `cancelled before and cancelled from outside are told apart`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            val cancel = Cancel().apply { cancel() }
            assertFailsWith<FieldwalkException.Cancelled> { profile.sync(cancel) }
            val late = async {
                cancel()
                profile.syncNow()
            }
            assertFailsWith<CancellationException> { late.await() }
            profile.synced()
        }
    }

    @Test
    @Scenario("revoked")
    fun `revoked token stops sync and never writing, and a new invite sends everything`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.phone("phone")
            val profile = phone.library.join(scene.invite(), "phone")
            profile.synced()
            scene.revokeObservers()
            profile.note(scene.visit, "written while revoked")
            assertEquals(SyncFailure.REVOKED, profile.syncNow().failure)
            assertEquals(SyncFailure.REVOKED, profile.status().failing?.failure)
            assertEquals(Retry.AfterAction, profile.syncNow().retry)
            assertFailsWith<FieldwalkException.Unsent> { phone.library.removeProfile(profile.id()) }
            profile.rejoin(scene.invite(), "phone")
            profile.synced()
            phone.library.removeProfile(profile.id())
            assertEquals(emptyList(), phone.library.profiles())
            assertEquals(0, File(phone.folder, "keys").list()!!.size)
            assertEquals(listOf("written while revoked"), scene.joined("tablet").texts(scene.visit))
        }
    }

    @Test
    @Scenario("export and import")
    fun `exported visit is taken in by another phone, once`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.joined("phone")
            val tablet = scene.joined("tablet")
            phone.note(scene.visit, "carried by hand")
            val file = File(scene.folder, "visit.fieldwalk-visit").path
            phone.exportVisit(scene.visit, file, withNotebook = true)
            assertTrue(tablet.importVisit(file).added > 0)
            assertEquals(0, tablet.importVisit(file).added)
            File(file).writeText("a letter")
            assertFailsWith<FieldwalkException.NotAVisitFile> { tablet.importVisit(file) }
            assertEquals(listOf("carried by hand"), tablet.texts(scene.visit))
        }
    }

    @Test
    @Scenario("attachment")
    fun `a picture reaches another phone without the place it was taken at`() = runBlocking<Unit> {
        Scene(2).use { scene ->
            val ada = scene.joined("ada", 0)
            val ben = scene.joined("ben", 1)
            fun bytes(text: String) = text.toByteArray(Charsets.ISO_8859_1)
            val bare = "\u00ff\u00da\u0000\u0003\u0001picture\u00ff\u00d9"
            val photo = File(scene.folder, "IMG_1.jpg")
            photo.writeBytes(bytes("\u00ff\u00d8\u00ff\u00fe\u0000\u0009Room 12$bare"))
            val note = ada.note(scene.visit, "the board")
            assertFailsWith<FieldwalkException.PhotographsNotAllowed> {
                ada.addAttachment(scene.visit, note, photo.path, "the board")
            }
            scene.allowPhotographs()
            ada.synced()
            assertTrue(ada.networkPage().allowsPhotographs)
            val letter = File(scene.folder, "letter.txt").apply { writeText("a letter") }
            assertFailsWith<FieldwalkException.NotAPicture> { ada.addAttachment(scene.visit, note, letter.path, "") }
            val picture = ada.addAttachment(scene.visit, note, photo.path, "the board")
            ada.shareAll(scene.visit)
            ada.synced()
            assertEquals(1L, ada.status().pictures.waiting)
            assertEquals(1L, ada.uploadAttachments().held)
            val own = ada.attachments(scene.visit, note).single()
            assertEquals(picture to PicturePlace.HELD, own.id to own.place)

            ben.synced()
            val shared = ben.feedbackSummary(scene.visit, 0, 9).notes.single().pictures.single()
            assertEquals("the board" to PictureType.JPEG, shared.caption to shared.pictureType)
            val seen = File(scene.folder, "seen.jpg")
            ben.fetchAttachment(scene.visit, shared.hash, seen.path)
            assertContentEquals(bytes("\u00ff\u00d8$bare"), seen.readBytes())
            ada.removeAttachment(scene.visit, picture)
            assertEquals(emptyList(), ada.attachments(scene.visit, null))
        }
    }

    private suspend fun wordings(profile: Profile, visit: String): List<String> =
        profile.items(visit, ItemsShown.LIVE, 0, 10).items.filterIsInstance<Item.OfNote>().single().note.wordings
}
