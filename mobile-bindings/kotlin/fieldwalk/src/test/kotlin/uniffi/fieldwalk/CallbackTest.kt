package uniffi.fieldwalk

import java.lang.ref.PhantomReference
import java.lang.ref.ReferenceQueue
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking

/** The app's own code, called from the library: what it throws, and when it is let go of. */
class CallbackTest {
    @Test
    @Scenario("callback that throws")
    fun `errors thrown by the app's callbacks are declared failures, and the work goes on`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.phone("phone")
            val profile = phone.library.join(scene.invite(), "phone")
            val heard = CompletableDeferred<Unit>()
            val subscription = profile.listen {
                heard.complete(Unit)
                throw NotImplementedError("a listener")
            }
            profile.note(scene.visit.also { profile.synced() }, "all the same")
            assertTrue(profile.syncNow { throw StackOverflowError("a progress bar") }.isComplete)
            heard.await()
            assertTrue(subscription.isGoing())
            profile.shut()

            val broken = openFieldwalk(phone.folder, BrokenKeyStore, { _, _ -> throw AssertionError("a log") })
            assertFailsWith<FieldwalkException.KeyStore> { broken.openProfile(broken.profiles().single().profile) }
            broken.close()
            val deaf = object : HttpTransport {
                override fun start(request: HttpRequest, completion: Completion) = throw OutOfMemoryError("a transport")
            }
            val cut = openFieldwalk(phone.folder, phone.keys, transport = deaf)
            val reopened = cut.openProfile(cut.profiles().single().profile)
            assertEquals(SyncFailure.NO_CONNECTION, reopened.syncNow().failure)
            assertEquals(listOf("all the same"), reopened.texts(scene.visit))
            reopened.shut()
            cut.close()
        }
    }

    @Test
    @Scenario("listener leak")
    fun `listeners whose subscription ended are let go of`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            val gone = ReferenceQueue<Any>()
            val watched = (1..50).map { listened(profile, gone) }
            profile.note(scene.visit, "nobody listens")
            var left = watched.size
            while (left > 0) {
                System.gc()
                assertNotNull(gone.remove(30_000), "$left listeners are still held")
                left -= 1
            }
        }
    }

    @Test
    fun `subscription that is forgotten ends by itself with the profile`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            val subscription = profile.listen {}
            assertTrue(subscription.isGoing())
            profile.shut()
            while (subscription.isGoing()) Thread.onSpinWait()
            assertFailsWith<FieldwalkException.Closed> { profile.listen {} }
        }
    }

    private fun listened(profile: Profile, gone: ReferenceQueue<Any>): PhantomReference<Any> {
        val listener: (Changes) -> Unit = object : (Changes) -> Unit {
            override fun invoke(changes: Changes) = Unit
        }
        profile.listen(listener).use { it.end() }
        return PhantomReference(listener, gone)
    }

    private object BrokenKeyStore : KeyStore {
        override fun get(name: String): ByteArray? = throw AssertionError("a key store")

        override fun put(name: String, secret: ByteArray) = throw AssertionError("a key store")

        override fun delete(name: String) = throw AssertionError("a key store")
    }
}
