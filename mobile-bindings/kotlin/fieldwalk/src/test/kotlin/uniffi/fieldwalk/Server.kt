package uniffi.fieldwalk

import java.io.File
import java.util.concurrent.TimeUnit

/** A running `fieldwalk serve`, with its command line. Closing it kills it, as a power cut would. */
class Server(private val data: File, private val listen: String = "127.0.0.1:0") : AutoCloseable {
    private val process = ProcessBuilder(binary, "serve", "--json", "--listen", listen, "--data", data.path)
        .apply { environment()["RUST_LOG"] = "warn" }
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
    private val said = process.inputStream.bufferedReader()

    /** What it said at its first start: network, member and invite of the first facilitator. Empty at any other. */
    val first: String

    /** Where it listens. */
    val url: String

    init {
        var first = ""
        var line = said.readLine()
        while ("\"listening\"" !in line) {
            first = line
            line = said.readLine()
        }
        this.first = first
        url = line.field("listening")
    }

    /** Starts it again on the same data and the same port. */
    fun restarted(): Server {
        close()
        return Server(data, url.removePrefix("http://"))
    }

    override fun close() {
        process.destroyForcibly()
        process.waitFor()
    }

    /** Runs `fieldwalk` with these arguments on its data; what it printed. */
    fun command(vararg arguments: String): String = run(*arguments, "--data", data.path, "--json")

    companion object {
        private val binary = checkNotNull(System.getenv("FIELDWALK_BIN")) { "FIELDWALK_BIN names the server's program" }

        fun run(vararg arguments: String): String {
            val process = ProcessBuilder(binary, *arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start()
            val printed = process.inputStream.bufferedReader().readText()
            check(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) { arguments.joinToString(" ") }
            return printed
        }
    }
}

/** The text of a field in flat JSON. */
fun String.field(name: String): String =
    checkNotNull(Regex("\"$name\":\"([^\"]*)\"").find(this)) { "no $name in $this" }.groupValues[1]
