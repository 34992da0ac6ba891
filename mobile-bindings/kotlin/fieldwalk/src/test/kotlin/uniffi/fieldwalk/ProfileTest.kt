package uniffi.fieldwalk

import java.io.File
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import uniffi.fieldwalk.sample.FileKeyStore

/** Profiles on one phone: who opens them, and with what. */
class ProfileTest {
    @Test
    @Scenario("enrol")
    fun `enrol makes a profile with three secrets, and its invite is used up`() = runBlocking<Unit> {
        Scene().use { scene ->
            val (phone, invite) = scene.phone("phone") to scene.invite()
            val profile = phone.library.join(invite, "phone")
            profile.synced()
            val entry = phone.library.profiles().single()
            assertEquals(profile.id() to scene.observers.single(), entry.profile to entry.member)
            assertTrue(entry.isOpen)
            assertEquals(scene.observers.single(), profile.networkPage().me)
            assertEquals(3, File(phone.folder, "keys").list()!!.size)
            val other = scene.phone("other").library
            val refused = assertFailsWith<FieldwalkException.Refused> { other.join(invite, "other") }
            assertEquals(Retry.AfterAction, refused.retry)
            assertEquals(invite, parseInvite("${invite.serverUrl}/#${invite.code}"))
        }
    }

    @Test
    @Scenario("two profiles")
    fun `two members on one phone do not see each other's notebooks`() = runBlocking<Unit> {
        Scene(observers = 2).use { scene ->
            val library = scene.phone("shared").library
            val (ada, ben) = listOf(0, 1).map { library.join(scene.invite(it), "shared phone") }
            for (profile in listOf(ada, ben)) profile.synced()
            ada.note(scene.visit, "of Ada")
            assertEquals(emptyList(), ben.texts(scene.visit))
            val entries = library.profiles()
            assertEquals(scene.observers.toSet(), entries.map { it.member }.toSet())
            assertTrue(entries.all { it.isOpen })
            assertEquals(setOf(ada.id(), ben.id()), entries.map { it.uuid.toString() }.toSet())

            assertFailsWith<FieldwalkException.Unsent> { library.removeProfile(ada.id()) }
            ada.synced()
            library.removeProfile(ada.id())
            assertEquals(listOf(ben.id()), library.profiles().map { it.profile })
            assertFailsWith<FieldwalkException.UnknownProfile> { library.openProfile(ada.id()) }
        }
    }

    @Test
    @Scenario("wrong key")
    fun `wrong keys do not open a profile and change nothing of it`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.phone("phone")
            val profile = phone.library.join(scene.invite(), "phone")
            profile.synced()
            profile.note(scene.visit, "still here")
            val name = profile.id()
            profile.shut()
            val secrets = File(phone.folder, "keys").listFiles()!!.map { it.readText(Charsets.ISO_8859_1) }
            assertEquals(3, secrets.size)
            val before = phone.contents()
            val legible = secrets + "still here" + "CREATE TABLE"
            assertTrue(before.isNotEmpty() && before.values.none { file -> legible.any { it in file } })
            for (wrong in listOf(null, ByteArray(32) { 7 }, ByteArray(0))) {
                val other = openFieldwalk(phone.folder, fixedKeyStore(wrong))
                assertFailsWith<FieldwalkException.WrongKey> { other.openProfile(name) }
                other.close()
            }
            for (wrong in listOf(null, ByteArray(32) { 7 }, ByteArray(7))) {
                val other = openFieldwalk(phone.folder, otherStoreKey(phone.keys, wrong))
                assertFailsWith<FieldwalkException.WrongKey> { other.openProfile(name) }
                assertEquals(null, other.profiles().single().networkName)
                other.close()
            }
            assertTrue(before == phone.contents(), "a file was changed, made or removed")
            assertFalse(phone.library.profiles().single().isOpen)
            assertEquals(listOf("still here"), phone.library.openProfile(name).texts(scene.visit))
        }
    }

    @Test
    fun `open profile is in use for another opening of the library`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.phone("phone")
            val profile = phone.library.join(scene.invite(), "phone")
            val second = openFieldwalk(phone.folder, phone.keys)
            val failure = assertFailsWith<FieldwalkException.InUse> { second.openProfile(profile.id()) }
            assertEquals(Retry.AfterAction, failure.retry)
            assertTrue((failure as FieldwalkException).detail.isNotEmpty())
            second.close()
        }
    }

    @Test
    fun `what is no invite is refused`() {
        for (wrong in listOf("", "https://example.org", "ftp://example.org#ABCD")) {
            assertFailsWith<FieldwalkException.BadArgument> { parseInvite(wrong) }
        }
    }

    @Test
    fun `file key store of the sample keeps and forgets secrets`() {
        val folder = java.nio.file.Files.createTempDirectory("fieldwalk-keys").toFile()
        val keys = FileKeyStore(File(folder, "phone"))
        keys.put("a/b", byteArrayOf(1, 2))
        assertContentEquals(byteArrayOf(1, 2), FileKeyStore(File(folder, "phone")).get("a/b"))
        keys.delete("a/b")
        keys.delete("a/b")
        assertEquals(null, keys.get("a/b"))
        folder.deleteRecursively()
    }

    private fun Phone.contents() =
        folder.listFiles(File::isFile)!!.associate { it.name to it.readText(Charsets.ISO_8859_1) }

    /** The right secrets, but for the key to the files. */
    private fun otherStoreKey(keys: KeyStore, secret: ByteArray?) = object : KeyStore by keys {
        override fun get(name: String): ByteArray? = if (name.endsWith("/store-key")) secret else keys.get(name)

        override fun put(name: String, secret: ByteArray) = error("$name is put")
    }

    private fun fixedKeyStore(secret: ByteArray?) = object : KeyStore {
        override fun get(name: String): ByteArray? = secret

        override fun put(name: String, secret: ByteArray) = Unit

        override fun delete(name: String) = Unit
    }
}
