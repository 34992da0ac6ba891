import FieldwalkMobile
import Foundation

/// A network on a real server with one visit that is being walked: where most tests begin.
final class Scene {
    let network: String
    let observers: [String]
    let visit: String
    private(set) var server: Server
    private let folder: Folder
    private var data: String { folder.path("data") }

    private struct School: Decodable {
        let school: String
    }

    private struct Member: Decodable {
        let member: String
    }

    private struct Code: Decodable {
        let code: String
    }

    private struct Device: Decodable {
        let id: String
        let member: String
    }

    init(observers count: Int = 1) async throws {
        folder = try Folder()
        server = try Server(data: folder.path("data"))
        guard let first = server.first else { throw Missing(what: "a first start") }
        network = first.network
        let of = ["--data", folder.path("data"), "--network", first.network]
        let school = try Server.command(["network", "add-school", "Hillside"] + of, as: School.self).school
        observers = try (1...count).map { number in
            let add = ["network", "add-member", "Observer \(number)", "--role", "coach"]
            return try Server.command(add + of, as: Member.self).member
        }
        let facilitator = try await App().fieldwalk.join(
            invite: Invite(serverUrl: server.url, code: first.invite), deviceName: "facilitator")
        try await facilitator.syncAll()
        visit = try await facilitator.planVisit(visit: Self.walk(school: school, observers: observers))
        try await facilitator.setStage(visit: visit, stage: .walking)
        try await facilitator.syncAll()
    }

    /// A walk of today through two rooms, from now on.
    private static func walk(school: String, observers: [String]) -> NewVisit {
        let now = Date()
        return NewVisit(
            kind: .inFieldNetwork, hostSchool: school, date: now.day(in: .gmt),
            problemOfPractice: "How do students explain their thinking?", observers: observers,
            rooms: ["Room A", "Room B"], lookFors: ["Students explain"], startsAt: now.milliseconds, minutes: 10)
    }

    /// A new invite for an observer.
    func invite(_ observer: Int = 0) throws -> Invite {
        let of = ["--data", data, "--network", network, "--member", observers[observer]]
        let code = try Server.command(["invite"] + of, as: Code.self).code
        return try parseInvite(text: "\(server.url)/invite#\(code)")
    }

    /// An app that was just installed.
    func app(transport: (any HttpTransport)? = nil, log: (any LogSink)? = nil) throws -> App {
        try App(transport: transport, log: log)
    }

    /// A phone of an observer that has joined and synced.
    func phone(_ observer: Int = 0, transport: (any HttpTransport)? = nil) async throws -> Phone {
        let app = try app(transport: transport)
        let profile = try await app.fieldwalk.join(invite: invite(observer), deviceName: "phone")
        try await profile.syncAll()
        return Phone(app: app, profile: profile)
    }

    /// Revokes every device of an observer.
    func revoke(_ observer: Int = 0) throws {
        let devices: [Device] = try Server.command(["devices", "--data", data, "--network", network])
        for device in devices where device.member == observers[observer] {
            let _: Nothing = try Server.command(["revoke", "--data", data, "--device", device.id])
        }
    }

    /// Lets photographs into the network.
    func allowPhotographs() throws {
        let _: Nothing = try Server.command(["network", "photographs", "allow", "--data", data, "--network", network])
    }

    /// Starts the server, which was killed, again where it was.
    func restart() throws {
        server = try Server(data: data, port: server.port)
    }

    /// What the host receives: the texts of all notes.
    func exportedNotes() throws -> [String] {
        struct Export: Decodable {
            struct Feedback: Decodable {
                let notes: [Note]
            }
            struct Note: Decodable {
                let text: String
            }
            let feedback: Feedback
        }
        let out = folder.path("export-\(UUID().uuidString)")
        let _: Nothing = try Server.command(["export", "--data", data, "--visit", visit, "--out", out])
        let json = try Data(contentsOf: URL(fileURLWithPath: out).appendingPathComponent("visit.json"))
        return try JSONDecoder().decode(Export.self, from: json).feedback.notes.map(\.text)
    }
}

private struct Nothing: Decodable {
    init(from _: any Decoder) {}
}

/// An installed app: its folder, its secrets, its log.
final class App: Sendable {
    let folder: Folder
    let keys: MemoryKeyStore
    let fieldwalk: Fieldwalk

    convenience init(transport: (any HttpTransport)? = nil, log: (any LogSink)? = nil) throws {
        try self.init(folder: Folder(), keys: MemoryKeyStore(), transport: transport, log: log)
    }

    init(
        folder: Folder, keys: MemoryKeyStore, transport: (any HttpTransport)? = nil, log: (any LogSink)? = nil
    ) throws {
        (self.folder, self.keys) = (folder, keys)
        fieldwalk = try Fieldwalk(folder: folder.path("profiles"), keyStore: keys, logSink: log, transport: transport)
    }

    /// The app as it is when started again, with these secrets or its own.
    func restarted(keys other: MemoryKeyStore? = nil, transport: (any HttpTransport)? = nil) throws -> App {
        try App(folder: folder, keys: other ?? keys, transport: transport)
    }
}

/// An installed app with one open profile.
struct Phone: Sendable {
    let app: App
    let profile: Profile

    /// Closes the profile and opens it again as the app does when it is started.
    func reopened(transport: (any HttpTransport)? = nil) async throws -> Phone {
        try await profile.close()
        let app = try app.restarted(transport: transport)
        return Phone(app: app, profile: try await app.fieldwalk.openProfile(profile: profile.id()))
    }
}
