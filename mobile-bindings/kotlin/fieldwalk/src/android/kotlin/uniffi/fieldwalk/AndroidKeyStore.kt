package uniffi.fieldwalk

import android.content.Context
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * Secrets in files that no backup takes along, encrypted with a key that never leaves the Android Keystore.
 *
 * Not run yet: compiled against stand-ins for Android's classes, and seen on no phone.
 */
class AndroidKeyStore(context: Context) : KeyStore {
    private val folder = File(context.noBackupFilesDir, "fieldwalk-secrets")

    override fun get(name: String): ByteArray? {
        val file = file(name)
        // Only what was never put is none. A file that does not decrypt throws, and the profile stays as it is.
        if (!file.exists()) return null
        val sealed = file.readBytes()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key(), GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES))
        cipher.updateAAD(name.toByteArray())
        return cipher.doFinal(sealed, NONCE_BYTES, sealed.size - NONCE_BYTES)
    }

    override fun put(name: String, secret: ByteArray) {
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.ENCRYPT_MODE, key())
        cipher.updateAAD(name.toByteArray())
        val sealed = cipher.iv + cipher.doFinal(secret)
        folder.mkdirs()
        val unfinished = File(folder, "${file(name).name}.unfinished")
        FileOutputStream(unfinished).use {
            it.write(sealed)
            it.fd.sync()
        }
        if (!unfinished.renameTo(file(name))) throw IOException("a secret could not be kept")
    }

    override fun delete(name: String) {
        val file = file(name)
        if (!file.delete() && file.exists()) throw IOException("a secret could not be forgotten")
    }

    private fun file(name: String) = File(folder, name.replace('/', '.'))

    @Synchronized
    private fun key(): SecretKey {
        val keys = java.security.KeyStore.getInstance(PROVIDER).apply { load(null) }
        return keys.getKey(ALIAS, null) as SecretKey? ?: newKey()
    }

    private fun newKey(): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val wanted = KeyGenParameterSpec.Builder(ALIAS, purposes)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(256)
            .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).apply { init(wanted) }.generateKey()
    }

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val ALIAS = "fieldwalk"
        const val CIPHER = "AES/GCM/NoPadding"
        const val NONCE_BYTES = 12
        const val TAG_BITS = 128
    }
}
