package uniffi.fieldwalk

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What is written about this package, held against what is compiled and run. */
class ReadmeTest {
    private val folder = File(checkNotNull(System.getenv("FIELDWALK_PACKAGE")))
    private val tests = File(folder, "fieldwalk/src/test/kotlin/uniffi/fieldwalk")

    @Test
    fun `snippets of the quick start are the text of these tests`() {
        val shown = Regex("<!-- (\\w+\\.kt) (\\w+) -->\n```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL)
            .findAll(File(folder, "README.md").readText()).map { it.destructured.toList() }.toList()
        assertTrue(shown.size >= 6, "${shown.size} snippets")
        for ((file, name, text) in shown) {
            assertEquals(snippet(File(tests, file).readText(), name), text.trimEnd(), "$file $name")
        }
        val blocks = Regex("```kotlin\n").findAll(File(folder, "README.md").readText()).count()
        assertEquals(shown.size, blocks, "a block of Kotlin says where it comes from")
    }

    @Test
    fun `every scenario has a test here`() {
        val rows = Regex("^\\| ([a-z][^|]*) \\|", RegexOption.MULTILINE)
        val named = rows.findAll(File(folder, "../scenarios.md").readText()).map { it.groupValues[1].trim() } - "name"
        val files = tests.listFiles { file -> file.name.endsWith("Test.kt") }!!
        val marked = Regex("@Scenario\\(([^)]*)\\)")
        val here = files.flatMap { marked.findAll(it.readText()) }
            .flatMap { Regex("\"([^\"]*)\"").findAll(it.value) }.map { it.groupValues[1] }
        assertEquals(named.toSet(), here.toSet())
        assertTrue(here.size >= 20, "${here.size} scenarios")
    }

    /** What stands between two lines `// [name]`, without their margin. */
    private fun snippet(text: String, name: String): String {
        val parts = text.split(Regex(" *// \\[$name]\n"))
        assertEquals(3, parts.size, "one snippet $name")
        return parts[1].trimEnd().trimIndent()
    }
}
