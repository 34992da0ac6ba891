package uniffi.fieldwalk

/** A test that goes through scenarios of `scenarios.md`, under the names that they have there. */
@Target(AnnotationTarget.FUNCTION)
@Retention(AnnotationRetention.RUNTIME)
annotation class Scenario(vararg val names: String)
