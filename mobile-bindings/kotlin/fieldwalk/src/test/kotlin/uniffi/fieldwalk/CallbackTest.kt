package uniffi.fieldwalk

import java.lang.ref.PhantomReference
import java.lang.ref.ReferenceQueue
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

/** The app's own code, called from the library: what it throws, and when it is let go of. */
class CallbackTest {
    @Test
    @Scenario("callback that throws")
    fun `errors thrown by the app's callbacks are declared failures, and the work goes on`() = runBlocking<Unit> {
        Scene().use { scene ->
            val (phone, failed) = scene.phone("phone") to CompletableDeferred<String>()
            val library = openFieldwalk(phone.folder, phone.keys, { level, text ->
                if (level == LogLevel.WARNING) failed.complete(text)
            })
            val profile = library.join(scene.invite(), "phone")
            profile.synced()
            val subscription = profile.listen { throw NotImplementedError("a listener") }
            profile.note(scene.visit, "all the same")
            assertTrue(profile.syncNow { throw StackOverflowError("a progress bar") }.isComplete)
            assertTrue("listener" in withTimeout(30_000) { failed.await() })
            assertTrue(subscription.isGoing())
            profile.shut()
            library.close()

            val broken = openFieldwalk(phone.folder, BrokenKeyStore, { _, _ -> throw AssertionError("a log") })
            assertFailsWith<FieldwalkException.KeyStore> { broken.openProfile(broken.profiles().single().profile) }
            broken.close()
            val deaf = object : HttpTransport {
                override fun start(request: HttpRequest, completion: Completion) = throw OutOfMemoryError("a transport")
            }
            val cut = openFieldwalk(phone.folder, phone.keys, transport = deaf)
            val reopened = cut.openProfile(cut.profiles().single().profile)
            // At once, and not when the library stops waiting for an answer.
            assertEquals(SyncFailure.NO_CONNECTION, withTimeout(30_000) { reopened.syncNow() }.failure)
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
            var rounds = 0
            while (left > 0) {
                assertTrue(rounds < 100, "$left listeners are still held")
                System.gc()
                rounds += 1
                var one = gone.remove(200)
                while (one != null) {
                    left -= 1
                    one = gone.poll()
                }
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
