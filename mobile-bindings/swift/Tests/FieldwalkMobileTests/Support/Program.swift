import Foundation

/// A program that runs as a process of its own; killed when this goes away, as a power cut would.
final class Program: @unchecked Sendable {
    private let process = Process()
    private let output = Pipe()
    private let input = Pipe()
    private var unread = Data()

    /// Starts it. What it says on its standard error is shown, unless it is a server's: one that is left behind by tests
    /// that crashed would keep open what the tests' own end is told by.
    init(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], isQuiet: Bool = false
    ) throws {
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardOutput = output
        process.standardInput = input
        if isQuiet { process.standardError = FileHandle.nullDevice }
        // A program that has ended is told by what it said, not by the end of the tests.
        signal(SIGPIPE, SIG_IGN)
        try process.run()
    }

    deinit {
        kill()
    }

    /// The next line of its standard output; none when it has ended.
    func line() -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: unread[unread.startIndex..<end], as: UTF8.self)
                unread = Data(unread[unread.index(after: end)...])
                return line
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            unread.append(more)
        }
    }

    /// Writes to its standard input.
    func type(_ text: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    }

    /// Ends its standard input, and returns the lines it still says and how it ended.
    func finish() throws -> (lines: [String], status: Int32) {
        try input.fileHandleForWriting.close()
        var lines: [String] = []
        while let line = line() {
            lines.append(line)
        }
        process.waitUntilExit()
        return (lines, process.terminationStatus)
    }

    /// Kill -9, at once.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
