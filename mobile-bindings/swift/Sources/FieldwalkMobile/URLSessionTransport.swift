import FieldwalkBindings
import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// HTTPS through `URLSession`: the system's proxies, roots and VPN. Give it to `Fieldwalk` where the app needs these; a
/// library that was built without its own HTTPS needs it always.
///
/// Change notices need the library's own HTTPS: over this one a profile that stays synced asks now and then instead.
public final class URLSessionTransport: HttpTransport {
    private let session: URLSession

    /// Over a session that keeps nothing: no answers, no cookies.
    public init() {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.httpCookieStorage = nil
        session = URLSession(configuration: configuration, delegate: NoRedirect(), delegateQueue: nil)
    }

    deinit {
        session.finishTasksAndInvalidate()
    }

    public func start(request: HttpRequest, completion: Completion) throws {
        guard let url = URL(string: request.url) else {
            throw AppError.Failed(detail: "this is no address")
        }
        var wanted = URLRequest(url: url, timeoutInterval: Double(request.timeoutMillis) / 1000)
        wanted.httpMethod = request.method
        wanted.httpBody = request.body
        for header in request.headers {
            wanted.setValue(header.value, forHTTPHeaderField: header.name)
        }
        session.dataTask(with: wanted) { body, response, _ in
            // Completing fails only where nobody waits any more.
            guard let body, let response = response as? HTTPURLResponse, let status = UInt16(exactly: response.statusCode)
            else {
                try? completion.failed()
                return
            }
            let retryAfter = response.value(forHTTPHeaderField: "retry-after")
            try? completion.answered(response: HttpResponse(status: status, retryAfter: retryAfter, body: body))
        }.resume()
    }
}

/// A redirect would carry the token to another address.
private final class NoRedirect: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _: URLSession, task _: URLSessionTask, willPerformHTTPRedirection _: HTTPURLResponse, newRequest _: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
