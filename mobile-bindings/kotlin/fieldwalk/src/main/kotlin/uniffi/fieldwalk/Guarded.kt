package uniffi.fieldwalk

/**
 * The app's own code, called from Rust, with whatever it throws turned into the declared [AppException].
 *
 * Generated code catches exceptions only: an `Error` (an assertion, no memory left) would reach the library as success,
 * or leave it waiting for ever. Only the class of what was thrown is told on; its words may hold anything.
 */
internal object Guarded {
    fun keyStore(inner: KeyStore): KeyStore = object : KeyStore {
        override fun get(name: String): ByteArray? = declared { inner.get(name) }

        override fun put(name: String, secret: ByteArray) = declared { inner.put(name, secret) }

        override fun delete(name: String) = declared { inner.delete(name) }
    }

    fun log(inner: (LogLevel, String) -> Unit): LogSink = object : LogSink {
        override fun log(level: LogLevel, text: String) = declared { inner(level, text) }
    }

    fun transport(inner: HttpTransport): HttpTransport = object : HttpTransport {
        override fun start(request: HttpRequest, completion: Completion) = declared { inner.start(request, completion) }
    }

    fun changes(inner: (Changes) -> Unit): ChangeListener = object : ChangeListener {
        override fun changed(changes: Changes) = declared { inner(changes) }
    }

    fun progress(inner: (SyncProgress) -> Unit): ProgressListener = object : ProgressListener {
        override fun progressed(progress: SyncProgress) = declared { inner(progress) }
    }

    private inline fun <T> declared(work: () -> T): T =
        try {
            work()
        } catch (failure: AppException) {
            throw failure
        } catch (thrown: Throwable) {
            throw AppException.Failed("the app's own code threw ${thrown.javaClass.name}")
        }
}
