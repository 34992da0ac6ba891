package uniffi.fieldwalk

import java.io.BufferedReader
import java.io.File
import java.io.OutputStream
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking

/** The sample walker in processes of its own, which are killed and which run out of room. */
class KillTest {
    @Test
    @Scenario("kill and reopen")
    fun `killed walker comes back with every note and the half sentence, and syncs them once`() = runBlocking<Unit> {
        Scene().use { scene ->
            val (folder, invite) = File(scene.folder, "walker") to scene.invite()
            assertEquals("synced, 0 waiting", Walker(folder, "join", "${invite.serverUrl}/#${invite.code}").said())
            scene.server.close()
            val walker = Walker(folder, "walk")
            assertEquals("go on: ", walker.line())
            walker.type("\"Ten ones are a ten 🙂\"\nhalf a sen")
            while (!walker.line().startsWith("kept ")) continue
            while (walker.line() != "typed 10") continue
            walker.kill()

            val again = Walker(folder, "walk")
            assertEquals("go on: half a sen", again.line())
            again.type("tence\n")
            while (!again.line().startsWith("kept ")) continue
            again.end()
            assertTrue(Walker(folder, "sync").said().startsWith("not synced"))
            scene.server = scene.server.restarted()
            assertEquals("shared 2", Walker(folder, "share").said())
            assertEquals("synced, 0 waiting", Walker(folder, "sync").said())
            val shown = Walker(folder, "show").said().lines()
            assertEquals("How do students explain their thinking?", shown.first())
            val notes = listOf("- \"Ten ones are a ten 🙂\"", "- half a sentence")
            assertEquals(notes, shown.drop(1).dropLast(1).sorted())
            assertEquals("on this device 2, held by the server 2, waiting 0", shown.last())
            scene.facilitator.synced()
            assertEquals(2, scene.facilitator.sharedTexts(scene.visit).size)
        }
    }

    @Test
    @Scenario("disk full")
    fun `full disk refuses with a declared error, and what was confirmed is there`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.phone("walker")
            val profile = phone.library.join(scene.invite(), "walker")
            profile.synced()
            profile.shut()
            val walker = Walker(phone.folder, "walk", filesUpTo = 256)
            val line = "a line that takes room on the disk".padEnd(60, '.')
            val confirmed = mutableListOf<String>()
            // The pipe may break under it: the walker ends at the first refusal.
            val writer = Thread { runCatching { while (true) walker.type("$line\n") } }.apply { start() }
            var last = walker.line()
            while (last.startsWith("go on") || last.startsWith("typed") || last.startsWith("kept")) {
                if (last.startsWith("kept")) confirmed += last.removePrefix("kept ")
                last = walker.line()
            }
            writer.join()
            // SQLite calls a limit on a file a failure to write, and only a full disk full.
            assertTrue(last.startsWith("DiskFull") || last.startsWith("Storage"), last)
            val reopened = phone.profile()
            val here = reopened.items(scene.visit, ItemsShown.LIVE, 0, 10_000).items.map(Item::id)
            assertTrue(here.containsAll(confirmed), "$confirmed, $here")
            reopened.note(scene.visit, "after")
            reopened.synced()
        }
    }
}

/** The sample walker, running. */
private class Walker(folder: File, vararg arguments: String, filesUpTo: Int? = null) {
    private val command = listOf(
        File(System.getProperty("java.home"), "bin/java").path,
        "-Djna.library.path=${System.getProperty("jna.library.path")}",
        "-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-XX:-UsePerfData",
        "-cp", System.getenv("FIELDWALK_CLASSPATH"),
        "uniffi.fieldwalk.sample.WalkerKt", folder.path, *arguments,
    )
    private val process: Process
    private val input: OutputStream
    private val output: BufferedReader

    init {
        val limited = filesUpTo?.let { listOf("bash", "-c", "ulimit -f $it && exec \"$@\"", "walker") }.orEmpty()
        process = ProcessBuilder(limited + command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        input = process.outputStream
        output = process.inputStream.bufferedReader()
    }

    fun type(text: String) {
        input.write(text.toByteArray())
        input.flush()
    }

    fun line(): String = checkNotNull(output.readLine()) { "the walker ended" }

    /** Kill -9, at once. */
    fun kill() {
        process.destroyForcibly()
        process.waitFor()
    }

    /** Has it read to the end. */
    fun end() {
        input.close()
        output.readText()
        process.waitFor()
    }

    /** All that it says until it ends. */
    fun said(): String {
        input.close()
        return output.readText().trim().also { process.waitFor() }
    }
}
