package uniffi.fieldwalk

import kotlin.random.Random
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.KType
import kotlin.reflect.full.primaryConstructor

/** Makes arguments that no screen gives: for each type the edges, and now and then an id that is [known]. */
class Hostile(private val random: Random, private val known: List<String>) {
    private val texts = listOf(
        "", " ", "\u0000", "x", "../../x", "\uD800", "a\uDC00b", "\uD83D\uDE42", newId(), newId().uppercase(),
        "pattern/${newId()}", "2026-13-41", "9".repeat(5_000), "é".repeat(700_000), "wort ".repeat(400),
    )
    private val numbers = listOf(0L, 1L, -1L, 24L, Int.MAX_VALUE + 1L, Long.MAX_VALUE, Long.MIN_VALUE)

    fun arguments(method: KFunction<*>): List<Any?> =
        method.parameters.filter { it.kind == KParameter.Kind.VALUE }.map { of(it.type) }

    private fun of(type: KType): Any? {
        if (type.isMarkedNullable && random.nextInt(3) == 0) return null
        val kind = type.classifier as KClass<*>
        return when {
            kind == String::class -> if (random.nextInt(3) > 0) known.random(random) else texts.random(random)
            kind == Long::class -> numbers.random(random)
            kind == Boolean::class -> random.nextBoolean()
            kind == UShort::class -> random.nextInt().toUShort()
            kind == ByteArray::class -> random.nextBytes(random.nextInt(2_000))
            kind == List::class -> list(type.arguments.single().type!!)
            kind == Cancel::class -> Cancel().apply { if (random.nextBoolean()) cancel() }
            kind == ChangeListener::class -> Failing
            kind == ProgressListener::class -> Failing
            kind.java.isEnum -> kind.java.enumConstants.random(random)
            kind.isSealed -> kind.sealedSubclasses.random(random).let { it.objectInstance ?: made(it) }
            kind.isData -> made(kind)
            else -> error("no argument of type $type is made here yet")
        }
    }

    private fun list(type: KType): List<Any?> = List(listOf(0, 1, 2, 3, 300).random(random)) { of(type) }

    private fun made(kind: KClass<*>): Any {
        val constructor = kind.primaryConstructor!!
        return constructor.call(*constructor.parameters.map { of(it.type) }.toTypedArray())
    }

    private object Failing : ChangeListener, ProgressListener {
        override fun changed(changes: Changes) = throw AssertionError("a listener")

        override fun progressed(progress: SyncProgress) = throw AssertionError("a listener")
    }
}
