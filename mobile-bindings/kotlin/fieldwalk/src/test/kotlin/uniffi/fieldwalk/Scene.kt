package uniffi.fieldwalk

import java.io.File
import java.nio.file.Files
import java.time.LocalDate
import kotlinx.coroutines.runBlocking
import uniffi.fieldwalk.sample.FileKeyStore

/** A network on a real server, with a visit that is being walked and a team of observers. */
class Scene(observers: Int = 1) : AutoCloseable {
    val folder: File = Files.createTempDirectory("fieldwalk-kotlin").toFile()
    var server = Server(File(folder, "data"))
    private val network = server.first.field("network")
    private val phones = mutableListOf<Phone>()

    /** The invited members. */
    val observers: List<String>

    /** Who planned the visit. */
    val facilitator: Profile

    /** The visit. */
    val visit: String

    init {
        val school = added("school", "add-school", "Hillside")
        this.observers = (1..observers).map { added("member", "add-member", "Observer $it", "--role", "coach") }
        val invite = Invite(server.url, server.first.field("invite"))
        facilitator = runBlocking { phone("facilitator").library.join(invite, "desk") }
        visit = runBlocking { planned(school) }
    }

    private fun added(what: String, vararg command: String): String =
        server.command("network", *command, "--network", network).field(what)

    private suspend fun planned(school: String): String {
        facilitator.synced()
        val plan = NewVisit(
            kind = VisitKind.LEARNING_WALK,
            hostSchool = school,
            date = LocalDate.now().toString(),
            problemOfPractice = "How do students explain their thinking?",
            observers = observers,
            rooms = listOf("Room A", "Room B"),
            lookFors = listOf("Students explain"),
            startsAt = facilitator.now(),
            minutes = 10,
        )
        val visit = facilitator.planVisit(plan)
        facilitator.setStage(visit, VisitStage.WALKING)
        facilitator.synced()
        return visit
    }

    /** A new invite for an observer, by number from 0. */
    fun invite(observer: Int = 0): Invite {
        val made = server.command("invite", "--network", network, "--member", observers[observer])
        return Invite(server.url, made.field("code"))
    }

    /** A phone whose files are in the folder `name`: what is there stays there for the next one. */
    fun phone(name: String, transport: HttpTransport? = null): Phone =
        Phone(File(folder, name), transport).also(phones::add)

    /** The profile of an observer who joined with a new phone and synced. */
    suspend fun joined(name: String, observer: Int = 0): Profile =
        phone(name).library.join(invite(observer), name).also { it.synced() }

    /** Takes away the observers' devices' right to sync. */
    fun revokeObservers() {
        val devices = server.command("devices", "--network", network)
        val each = Regex("\\{[^{}]*}").findAll(devices).map { it.value }
        val ofObservers = each.filter { it.field("member") in observers }
        for (device in ofObservers) server.command("revoke", "--device", device.field("id"))
    }

    /** Lets photographs into the network. */
    fun allowPhotographs() {
        server.command("network", "photographs", "allow", "--network", network)
    }

    override fun close() {
        phones.forEach(Phone::close)
        server.close()
        folder.deleteRecursively()
    }
}

/** The library on a folder, as an app has it. */
class Phone(val folder: File, transport: HttpTransport? = null) : AutoCloseable {
    val keys = FileKeyStore(folder)
    val library = openFieldwalk(folder, keys, transport = transport)

    /** Opens the only profile there is. */
    suspend fun profile(): Profile = library.openProfile(library.profiles().single().profile)

    override fun close() = library.close()
}

/** Marks as most tests need them. */
val marks = NoteMarks(NoteKind.VERBATIM, NoteFocus.STUDENTS)

/** Adds a note outside the rotation. */
suspend fun Profile.note(visit: String, text: String): String = addNote(visit, NewNote(null, text, marks))

/** Syncs; anything but a sync that went through and left nothing behind is an error. */
suspend fun Profile.synced() {
    var outcome = syncNow()
    // One whose coroutine was cancelled may still be on its way out.
    while (outcome.joinedOther) outcome = syncNow()
    check(outcome.isComplete) { "the sync did not go through: ${outcome.failure}" }
    val status = status()
    check(status.waitingChanges == 0L && status.wedged.isEmpty()) { "something still waits: $status" }
}

/** The texts of the notes of one's own notebook, oldest first. */
suspend fun Profile.texts(visit: String): List<String> =
    items(visit, ItemsShown.LIVE, 0, 1_000_000).items.filterIsInstance<Item.OfNote>().map { it.note.text }

/** The texts of all notes that are shared with the visit, sorted. */
suspend fun Profile.sharedTexts(visit: String): List<String> =
    feedbackSummary(visit, 0, 1_000_000).notes.map { it.text }.sorted()

fun newId(): String = java.util.UUID.randomUUID().toString()
