import FieldwalkMobile
import Foundation
import Testing

/// Joining a network, and several profiles on one device.
@Suite(.timeLimit(.minutes(2))) struct JoiningTests {
    @Test("enrol") func aPhoneJoinsWithAnInviteAndSeesItsVisit() async throws {
        let scene = try await Scene()
        let app = try scene.app()
        let profile = try await app.fieldwalk.join(invite: scene.invite(), deviceName: "phone")
        try await profile.syncAll()

        let network = try await profile.networkPage()
        #expect(network.me == scene.observers[0])
        let list = try await profile.visitList(today: Date().day(in: .gmt))
        #expect(list.today.map(\.id) == [scene.visit])
        #expect(list.today.first?.isParticipant == true)
        let plan = try await profile.visitPlan(visit: scene.visit)
        #expect(plan.problemOfPractice == "How do students explain their thinking?")
        #expect(plan.rooms.count == 2 && plan.slots.count == 2)
        let profiles = try await app.fieldwalk.profiles()
        #expect(profiles.map(\.id) == [profile.id()] && profiles[0].isOpen)
    }

    @Test("enrol") func anInviteServesOneDeviceAndNoOther() async throws {
        let scene = try await Scene()
        let invite = try scene.invite()
        _ = try await scene.app().fieldwalk.join(invite: invite, deviceName: "first")
        let second = try scene.app()
        await expectError(FieldwalkError.Refused) {
            try await second.fieldwalk.join(invite: invite, deviceName: "second")
        }
        #expect(try await second.fieldwalk.profiles().isEmpty)
        #expect(second.keys.count == 0)
    }

    @Test("two profiles") func twoPeopleOnOnePhoneNeitherSeeNorLoseEachOthersNotes() async throws {
        let scene = try await Scene(observers: 2)
        let app = try scene.app()
        let ada = try await app.fieldwalk.join(invite: scene.invite(0), deviceName: "phone")
        let ben = try await app.fieldwalk.join(invite: scene.invite(1), deviceName: "phone")
        for profile in [ada, ben] {
            try await profile.syncAll()
        }
        try await ada.note(scene.visit, "S: Ada heard this")
        try await ben.note(scene.visit, "S: Ben heard this")
        try await ada.syncAll()
        let (idOfAda, idOfBen) = (ada.id(), ben.id())
        try await ada.close()
        try await ben.close()

        let again = try app.restarted()
        #expect(try await again.fieldwalk.profiles().map(\.id) == [idOfAda, idOfBen])
        let adaAgain = try await again.fieldwalk.openProfile(profile: idOfAda)
        let benAgain = try await again.fieldwalk.openProfile(profile: idOfBen)
        #expect(try await adaAgain.texts(scene.visit) == ["S: Ada heard this"])
        #expect(try await benAgain.texts(scene.visit) == ["S: Ben heard this"])
        await expectError(FieldwalkError.Unsent) { try await again.fieldwalk.removeProfile(profile: idOfBen) }
        try await again.fieldwalk.removeProfile(profile: idOfAda)
        #expect(try await again.fieldwalk.profiles().map(\.id) == [idOfBen])
    }

    @Test("wrong key") func aProfileDoesNotOpenWithoutItsSecretsAndIsNotHarmedByTrying() async throws {
        let scene = try await Scene()
        let phone = try await scene.phone()
        try await phone.profile.note(scene.visit, "12 of 24 hands up")
        let id = phone.profile.id()
        try await phone.profile.close()

        let before = try phone.app.folder.contents(of: "profiles")
        for legible in ["12 of 24 hands up", "CREATE TABLE"].map({ Data($0.utf8) }) {
            #expect(!before.isEmpty && before.values.allSatisfy { $0.range(of: legible) == nil })
        }
        let (none, other, without) = (MemoryKeyStore(), phone.app.keys.copy(), phone.app.keys.copy())
        let storeKey = try #require(other.names.first { $0.hasSuffix("/store-key") })
        other.put(name: storeKey, secret: Data(repeating: 7, count: 32))
        without.delete(name: storeKey)
        for keys in [none, other, without] {
            let stranger = try phone.app.restarted(keys: keys)
            await expectError(FieldwalkError.WrongKey) { try await stranger.fieldwalk.openProfile(profile: id) }
        }
        #expect(none.count == 0 && without.count == 2)
        #expect(try phone.app.folder.contents(of: "profiles") == before)
        let owner = try phone.app.restarted()
        let profile = try await owner.fieldwalk.openProfile(profile: id)
        #expect(try await profile.texts(scene.visit) == ["12 of 24 hands up"])
    }

    @Test("sign-in code") func theConsoleIsOpenedWithACodeFromThePhone() async throws {
        let scene = try await Scene()
        let phone = try await scene.phone()
        let code = try await phone.profile.signInCode()
        #expect(code.link == "\(scene.server.url)/sign-in#\(code.code)")
        #expect(Date(milliseconds: code.expiresAt) > Date())
    }
}
