package uniffi.fieldwalk

import java.io.IOException
import java.net.HttpURLConnection
import java.net.URL
import java.util.concurrent.Executor
import java.util.concurrent.Executors

/**
 * HTTPS as the platform speaks it: its certificates, its proxy, its network security configuration.
 *
 * For a library that was built without TLS of its own, or where a district's own certificates must count. Each request
 * takes a thread of [executor] until it is answered.
 */
class PlatformTransport(private val executor: Executor = Executors.newCachedThreadPool(::daemon)) : HttpTransport {
    override fun start(request: HttpRequest, completion: Completion) = executor.execute {
        completion.use { waiting ->
            try {
                val response = try {
                    answer(request)
                } catch (_: IOException) {
                    null
                }
                if (response == null) waiting.failed() else waiting.answered(response)
            } catch (_: FieldwalkException) {
                // Nobody waits any more.
            }
        }
    }

    private fun answer(request: HttpRequest): HttpResponse {
        val connection = URL(request.url).openConnection() as HttpURLConnection
        try {
            val timeout = request.timeoutMillis.coerceIn(1, Int.MAX_VALUE.toLong()).toInt()
            connection.requestMethod = request.method
            connection.connectTimeout = timeout
            connection.readTimeout = timeout
            connection.instanceFollowRedirects = false
            connection.useCaches = false
            for (header in request.headers) connection.setRequestProperty(header.name, header.value)
            if (request.body.isNotEmpty()) {
                connection.doOutput = true
                connection.setFixedLengthStreamingMode(request.body.size)
                connection.outputStream.use { it.write(request.body) }
            }
            val status = connection.responseCode
            val stream = if (status < 400) connection.inputStream else connection.errorStream
            val body = stream?.use { it.readBytes() } ?: ByteArray(0)
            return HttpResponse(status.toUShort(), connection.getHeaderField("retry-after"), body)
        } finally {
            connection.disconnect()
        }
    }
}

private fun daemon(work: Runnable) = Thread(work, "fieldwalk-http").apply { isDaemon = true }
