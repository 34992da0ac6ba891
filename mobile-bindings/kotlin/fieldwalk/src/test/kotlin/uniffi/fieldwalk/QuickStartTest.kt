package uniffi.fieldwalk

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import uniffi.fieldwalk.sample.FileKeyStore

/** The first hour with this package, as its README tells it. */
class QuickStartTest {
    @Test
    fun `app opens, joins, shows failures and comes back`() = runBlocking<Unit> {
        Scene().use { scene ->
            val said = mutableListOf<String>()
            val (filesDir, keyStore) = scene.folder to FileKeyStore(scene.folder)
            // [open]
            val library = openFieldwalk(File(filesDir, "fieldwalk"), keyStore, log = { _, text -> said += text })
            val profile = library.profiles().firstOrNull()?.let { library.openProfile(it.profile) }
            // [open]
            assertEquals(null, profile)
            val scanned = scene.invite().let { "${it.serverUrl}/#${it.code}" }
            val shown = mutableListOf<String>()
            // [join]
            val joined = try {
                library.join(parseInvite(scanned), deviceName = "Ada's phone").also { it.syncNow() }
            } catch (failure: FieldwalkException) {
                when (failure) {
                    is FieldwalkException.BadArgument -> shown += "This is not an invite"
                    is FieldwalkException.Refused -> shown += "This invite was used, or it has expired"
                    is FieldwalkException.NoConnection -> shown += "No connection: try again later"
                    else -> shown += "It did not work (${failure.javaClass.simpleName})"
                }
                null
            }
            // [join]
            assertEquals(emptyList(), shown)
            assertEquals(1, said.size)
            following(checkNotNull(joined), scene.visit)
            // [leave]
            joined.shut()
            library.close()
            // [leave]
            assertTrue(joined.isClosed())
        }
    }

    private suspend fun following(profile: Profile, visit: String) = coroutineScope {
        val screens = mutableListOf<WalkScreen>()
        // [collect]
        val front = launch {
            launch { profile.keepInStep() }
            profile.walkScreens(visit).collect { screen -> screens += screen }
        }
        // [collect]
        while (screens.isEmpty()) kotlinx.coroutines.yield()
        front.cancel()
    }
}
