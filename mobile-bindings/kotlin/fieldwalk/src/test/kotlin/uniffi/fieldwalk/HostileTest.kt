package uniffi.fieldwalk

import java.io.File
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Modifier
import kotlin.random.Random
import kotlin.reflect.KCallable
import kotlin.reflect.KFunction
import kotlin.reflect.KVisibility
import kotlin.reflect.full.callSuspend
import kotlin.reflect.full.declaredMemberFunctions
import kotlin.reflect.jvm.kotlinFunction
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking

/** Every exported method, with arguments that no screen gives it: its value or a declared error, and nothing else. */
class HostileTest {
    @Test
    fun `every exported method answers hostile arguments with a value or a declared error`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.phone("phone")
            val profile = phone.library.join(scene.invite(), "phone")
            profile.synced()
            val note = profile.note(scene.visit, "stays as it is")
            val slot = profile.walkScreen(scene.visit, null).slots.first().id
            val hostile = Hostile(Random(SEED), listOf(scene.visit, note, slot))
            val called = sortedSetOf<String>()
            for ((target, method) in exported(phone.library, profile).filter { (_, method) -> method.name != "shut" }) {
                repeat(ROUNDS) { assertDeclared(target, method, hostile.arguments(method)) }
                called += listOfNotNull(target?.javaClass?.simpleName, method.name).joinToString(".")
            }
            repeat(ROUNDS) { assertDeclared(null, ::madeFieldwalk, hostile.arguments(::madeFieldwalk)) }
            repeat(ROUNDS) { Cancel().use { assertTrue(!it.isCancelled()) } }
            assertTrue(note in profile.items(scene.visit, ItemsShown.ALL, 0, 1_000_000).items.map(Item::id))
            listOf(async { profile.shut() }, async { profile.shut() }).awaitAll()
            called += listOf("Fieldwalk.new", "Cancel.new", "Profile.close")
            // Held against everything that is exported by who runs this.
            System.getenv("FIELDWALK_CALLED")?.let { File(it).writeText(called.joinToString("\n")) }
        }
    }

    @Test
    fun `every method of a profile that was shut answers with a declared error`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            profile.shut()
            val answers = setOf("id", "isClosed", "now", "shut")
            val hostile = Hostile(Random(SEED), listOf(scene.visit))
            for (method in methods(ProfileInterface::class.declaredMemberFunctions).filter { it.name !in answers }) {
                val thrown = assertDeclared(profile, method, hostile.arguments(method))
                assertTrue(thrown is FieldwalkException, "${method.name} answered")
                val takesNothing = method.parameters.size == 1
                assertTrue(!takesNothing || thrown is FieldwalkException.Closed, "${method.name}: $thrown")
            }
            profile.shut()
        }
    }

    @Test
    fun `every method of an object that was let go of answers with a declared error`() = runBlocking<Unit> {
        Scene().use { scene ->
            val phone = scene.phone("phone")
            val profile = phone.library.join(scene.invite(), "phone")
            profile.synced()
            val hostile = Hostile(Random(SEED), listOf(scene.visit))
            for ((target, method) in exported(phone.library, profile)) {
                (target as? AutoCloseable)?.close() ?: continue
                val thrown = assertDeclared(target, method, hostile.arguments(method))
                assertTrue(thrown is FieldwalkException.Closed, "${method.name}: $thrown")
            }
        }
    }

    @Test
    fun `half a character is kept as one that stands for it`() = runBlocking<Unit> {
        Scene().use { scene ->
            val profile = scene.joined("phone")
            profile.note(scene.visit, "half \uD83D of a smile")
            profile.note(scene.visit, "and \uDE42 the rest")
            assertEquals(listOf("half \uFFFD of a smile", "and \uFFFD the rest"), profile.texts(scene.visit))
        }
    }

    /** Every method of every object, on an object that it can be called on, and every function. */
    private suspend fun exported(library: Fieldwalk, profile: Profile): List<Pair<Any?, KFunction<*>>> {
        val asked = CompletableDeferred<Completion>()
        val objects = listOf(
            profile to ProfileInterface::class,
            profile.listen {} to SubscriptionInterface::class,
            Cancel() to CancelInterface::class,
            completion(asked, profile) to CompletionInterface::class,
            library to FieldwalkInterface::class,
        )
        val ofObjects = objects.flatMap { (target, type) -> methods(type.declaredMemberFunctions).map { target to it } }
        val functions = Class.forName("uniffi.fieldwalk.FieldwalkKt").methods.filter { Modifier.isStatic(it.modifiers) }
        val named = methods(functions.mapNotNull { it.kotlinFunction }).filterNot { it.name.startsWith("uniffi") }
        assertTrue(named.any { it.name == "parseInvite" })
        return ofObjects + named.map { null to it }
    }

    /** The constructor, whose other arguments are what an app brings along. */
    fun madeFieldwalk(folder: String) = Fieldwalk(folder, Silent, null, null).close()

    private object Silent : KeyStore {
        override fun get(name: String): ByteArray? = null

        override fun put(name: String, secret: ByteArray) = Unit

        override fun delete(name: String) = Unit
    }

    /** The completion of a request that nobody answered. */
    private suspend fun completion(asked: CompletableDeferred<Completion>, profile: Profile): Completion {
        val silent = object : HttpTransport {
            override fun start(request: HttpRequest, completion: Completion) {
                asked.complete(completion)
                throw AppException.Failed("it keeps the completion and does not start")
            }
        }
        val folder = java.nio.file.Files.createTempDirectory("fieldwalk-hostile").toFile()
        Phone(folder, silent).use { phone ->
            runCatching { phone.library.join(Invite("http://127.0.0.1:9", "ABCD-EFGH-JKMN-PQRS"), profile.id()) }
        }
        folder.deleteRecursively()
        return asked.await()
    }

    private fun methods(functions: Collection<KFunction<*>>): List<KFunction<*>> =
        functions.filter { it.visibility == KVisibility.PUBLIC && it.typeParameters.isEmpty() }
            .sortedBy(KCallable<*>::name)

    private suspend fun assertDeclared(target: Any?, method: KFunction<*>, arguments: List<Any?>): Throwable? {
        val all = listOfNotNull(target) + arguments
        val thrown = runCatching { method.callSuspend(*all.toTypedArray()) }.exceptionOrNull()
        val cause = if (thrown is InvocationTargetException) thrown.targetException else thrown
        val given = arguments.map { it.toString().take(60) }
        assertTrue(cause == null || cause is FieldwalkException, "${method.name}($given): $cause")
        return cause
    }

    private companion object {
        const val SEED = 4L
        const val ROUNDS = 12
    }
}
