// Not run yet: written without an Android SDK at hand, after what other libraries over UniFFI do. What the tests here
// compile and run is the Kotlin code below `fieldwalk/src` and `sample/src`, with `cargo xtask bindings kotlin`.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}
dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "fieldwalk-kotlin"
include(":fieldwalk")
