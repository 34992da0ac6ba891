/**
 * A walker for the command line: writes on a visit without a network, can be killed at any moment, comes back, syncs,
 * and prints what everybody saw.
 *
 * ```text
 * walker FOLDER join ADDRESS#CODE     joins a network and syncs
 * walker FOLDER walk                  every line of the standard input becomes a note, as soon as it ends
 * walker FOLDER share                 shares all of it with the visit
 * walker FOLDER sync
 * walker FOLDER show                  prints the visit, merged from all who shared
 * ```
 */
package uniffi.fieldwalk.sample

import java.io.File
import java.io.InputStreamReader
import java.time.LocalDate
import kotlin.system.exitProcess
import kotlinx.coroutines.runBlocking
import uniffi.fieldwalk.DraftPlace
import uniffi.fieldwalk.Fieldwalk
import uniffi.fieldwalk.FieldwalkException
import uniffi.fieldwalk.Network
import uniffi.fieldwalk.NoteFocus
import uniffi.fieldwalk.NoteKind
import uniffi.fieldwalk.NoteMarks
import uniffi.fieldwalk.Profile
import uniffi.fieldwalk.openFieldwalk
import uniffi.fieldwalk.parseInvite
import uniffi.fieldwalk.syncNow

fun main(arguments: Array<String>) {
    if (arguments.size < 2) {
        System.err.println("walker FOLDER join|walk|share|sync|show")
        exitProcess(2)
    }
    val folder = File(arguments[0])
    val library = openFieldwalk(folder, FileKeyStore(folder))
    try {
        runBlocking { run(library, arguments[1], arguments.getOrNull(2)) }
    } catch (failure: FieldwalkException) {
        println("${failure.javaClass.simpleName}: ${failure.message}")
        exitProcess(1)
    }
}

private suspend fun run(library: Fieldwalk, command: String, argument: String?) {
    if (command == "join") {
        println(synced(library.join(parseInvite(argument.orEmpty()), "walker")))
        return
    }
    val profile = library.openProfile(library.profiles().first().profile)
    when (command) {
        "walk" -> {
            library.networkChanged(Network.NONE)
            walk(profile)
        }
        "share" -> println("shared ${profile.shareAll(visit(profile))}")
        "sync" -> println(synced(profile))
        "show" -> show(profile)
        else -> println("walker FOLDER join|walk|share|sync|show")
    }
    profile.shut()
}

/** The visit of the day, or else the latest. */
private suspend fun visit(profile: Profile): String {
    val list = profile.visitList(LocalDate.now().toString())
    return (list.today + list.past + list.upcoming).first().visit.id
}

private suspend fun synced(profile: Profile): String {
    val outcome = profile.syncNow()
    val status = profile.status()
    return if (outcome.isComplete) "synced, ${status.waitingChanges} waiting" else "not synced: ${outcome.failure}"
}

/** Keeps each character as it is typed, and makes a note at the end of a line. */
private suspend fun walk(profile: Profile) {
    val (visit, place) = visit(profile) to DraftPlace.NewNote(slot = null)
    val typed = StringBuilder(profile.drafts(visit).firstOrNull { it.place == place }?.text.orEmpty())
    println("go on: $typed")
    val keys = InputStreamReader(System.`in`, Charsets.UTF_8)
    var key = keys.read()
    while (key != -1) {
        if (key == '\n'.code) {
            val note = profile.commitDraft(visit, place, NoteMarks(NoteKind.VERBATIM, NoteFocus.STUDENTS))
            if (note != null) println("kept $note")
            typed.clear()
        } else {
            profile.typeDraft(visit, place, typed.append(key.toChar()).toString())
            println("typed ${typed.length}")
        }
        key = keys.read()
    }
}

private suspend fun show(profile: Profile) {
    val visit = visit(profile)
    val (summary, status) = profile.feedbackSummary(visit, 0, 1_000) to profile.visitStatus(visit)
    println(summary.problemOfPractice)
    for (note in summary.notes) println("- ${note.text}")
    println("on this device ${status.onDevice}, held by the server ${status.held}, waiting ${status.waiting}")
}
