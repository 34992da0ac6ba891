import Foundation

/// A running `fieldwalk serve`.
final class Server: Sendable {
    /// Where it listens.
    let url: String
    /// The first network, its facilitator and an invite for that one; none where the folder was not new.
    let first: First?
    private let program: Program

    struct First: Decodable {
        let network: String
        let member: String
        let invite: String
    }

    private struct Listening: Decodable {
        let listening: String
    }

    /// Starts on the folder `data`; on a port that is free, or on this one.
    init(data: String, port: String = "0") throws {
        let listen = ["--listen", "127.0.0.1:\(port)"]
        program = try Program(
            Setting.server.value, ["serve", "--json", "--data", data] + listen, environment: ["RUST_LOG": "error"],
            isQuiet: true)
        var first: First?
        while let line = program.line() {
            if let listening = try? JSONDecoder().decode(Listening.self, from: Data(line.utf8)) {
                (self.first, url) = (first, listening.listening)
                return
            }
            first = try JSONDecoder().decode(First.self, from: Data(line.utf8))
        }
        throw Missing(what: "a server that listens")
    }

    var port: String {
        String(url.split(separator: ":").last ?? "")
    }

    func kill() {
        program.kill()
    }

    /// Runs another command of the server's program, and returns what it printed.
    static func command<Answer: Decodable>(_ arguments: [String], as _: Answer.Type = Answer.self) throws -> Answer {
        let ended = try Program(Setting.server.value, arguments + ["--json"]).finish()
        guard ended.status == 0 else { throw Missing(what: "an answer to \(arguments)") }
        return try JSONDecoder().decode(Answer.self, from: Data(ended.lines.joined().utf8))
    }
}
