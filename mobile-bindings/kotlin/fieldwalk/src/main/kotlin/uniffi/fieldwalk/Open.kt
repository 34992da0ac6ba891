/** Where an app begins: [openFieldwalk], once, kept as long as the app runs. */
package uniffi.fieldwalk

import java.io.File

/**
 * Opens the library on a folder of the app's own, e.g. `File(context.noBackupFilesDir, "fieldwalk")`.
 *
 * Checks first that the library that was loaded is the one this code was made for; without that check, one that is
 * older or newer would be called with the wrong arguments. What the app's own code throws, of whatever kind, is told
 * to the library as a failure. Without a [transport], HTTPS is spoken by the library.
 */
fun openFieldwalk(
    folder: File,
    keyStore: KeyStore,
    log: ((LogLevel, String) -> Unit)? = null,
    transport: HttpTransport? = null,
): Fieldwalk {
    uniffiEnsureInitialized()
    return Fieldwalk(
        folder.path,
        Guarded.keyStore(keyStore),
        log?.let(Guarded::log),
        transport?.let(Guarded::transport),
    )
}
