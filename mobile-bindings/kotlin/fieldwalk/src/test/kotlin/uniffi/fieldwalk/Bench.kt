/**
 * The calls of `cargo xtask bindings bench`, made from Kotlin: `FOLDER LINK VISIT…` joins, and prints what each call
 * takes, in microseconds, once for each visit.
 */
package uniffi.fieldwalk

import java.io.File
import kotlinx.coroutines.runBlocking
import uniffi.fieldwalk.sample.FileKeyStore

private const val CALLS = 20_000
private const val WAITING_CALLS = 2_000
private const val NOTES = 1_000

fun main(arguments: Array<String>) = runBlocking<Unit> {
    val folder = File(arguments[0])
    openFieldwalk(folder, FileKeyStore(folder)).use { library ->
        val profile = library.join(parseInvite(arguments[1]), "bench")
        profile.synced()
        for (visit in arguments.drop(2)) measure(profile, visit)
        profile.shut()
    }
}

private suspend fun measure(profile: Profile, visit: String) {
    val text = "two students compared how they had added the tens before the ones today"
    val notes = List(NOTES) { NewNote(null, "Note $it: $text", marks) }
    took("call", CALLS) { repeat(CALLS) { profile.isClosed() } }
    took("waiting-call", WAITING_CALLS) { repeat(WAITING_CALLS) { profile.checkEvidence("12 of 24") } }
    took("notes-one-by-one", 1) { for (note in notes) profile.addNote(visit, note) }
    took("notes-together", 1) { profile.addNotes(visit, notes) }
}

private inline fun took(what: String, times: Int, work: () -> Unit) {
    val started = System.nanoTime()
    work()
    println("$what ${(System.nanoTime() - started) / 1e3 / times}")
}
