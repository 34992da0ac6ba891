package uniffi.fieldwalk.sample

import java.io.File
import uniffi.fieldwalk.KeyStore

/** Secrets as files beside the profiles: for tests and desktops. A phone keeps them in its Keystore. */
class FileKeyStore(folder: File) : KeyStore {
    private val folder = File(folder, "keys").apply { mkdirs() }

    override fun get(name: String): ByteArray? = file(name).takeIf(File::exists)?.readBytes()

    override fun put(name: String, secret: ByteArray) = file(name).writeBytes(secret)

    override fun delete(name: String) {
        file(name).delete()
    }

    private fun file(name: String) = File(folder, name.replace('/', '.'))
}
