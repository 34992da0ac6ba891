import FieldwalkMobile

/// Arguments for any method: each takes from here what it needs.
struct Arguments: Sendable {
    var visit: String
    var id: String
    var text: String
    var number: Int64

    var note: NewNote {
        NewNote(slot: id, text: text, marks: marks, observedAt: number)
    }

    /// Where no file can be made: what is written here would stay behind.
    var path: String {
        text.isEmpty || text.contains("\0") ? text : "/dev/null/\(text)"
    }

    /// A day is no hash, and stands for one of a picture that nobody has.
    var hash: String {
        text == "2026-11-21" ? String(repeating: "0", count: 64) : text
    }

    var marks: NoteMarks {
        NoteMarks(kind: .verbatim, focus: .students, lookFors: [id])
    }

    var place: DraftPlace {
        .ofNote(note: id)
    }

    var plan: NewVisit {
        NewVisit(
            kind: .learningWalk, hostSchool: id, date: text, problemOfPractice: text, observers: [id], rooms: [text],
            lookFors: [text], startsAt: number, minutes: number)
    }

    var invite: Invite {
        Invite(serverUrl: text, code: id)
    }
}

/// Every exported method of a profile that takes an argument or needs an open profile, by its name, to be called with
/// anything.
let profileMethods: [(name: String, call: @Sendable (Profile, Arguments) async throws -> Void)] = [
    ("acknowledgeNorms", { try await $0.acknowledgeNorms(visit: $1.visit) }),
    ("addAttachment", {
        _ = try await $0.addAttachment(visit: $1.visit, note: $1.id, path: $1.path, caption: $1.text)
    }),
    ("attachments", { _ = try await $0.attachments(visit: $1.visit, note: $1.id) }),
    ("captionAttachment", {
        try await $0.captionAttachment(visit: $1.visit, attachment: $1.id, caption: $1.text)
    }),
    ("fetchAttachment", { try await $0.fetchAttachment(visit: $1.visit, hash: $1.hash, path: $1.path) }),
    ("removeAttachment", { try await $0.removeAttachment(visit: $1.visit, attachment: $1.id) }),
    ("uploadAttachments", { profile, _ in _ = try await profile.uploadAttachments() }),
    ("addNote", { _ = try await $0.addNote(visit: $1.visit, note: $1.note) }),
    ("addNotes", { _ = try await $0.addNotes(visit: $1.visit, notes: [$1.note, $1.note]) }),
    ("addTally", {
        _ = try await $0.addTally(visit: $1.visit, slot: $1.id, label: $1.text, denominator: $1.number)
    }),
    ("addWondering", { _ = try await $0.addWondering(visit: $1.visit, slot: $1.id, text: $1.text) }),
    ("checkEvidence", { _ = try await $0.checkEvidence(text: $1.text) }),
    ("commitDraft", { _ = try await $0.commitDraft(visit: $1.visit, place: $1.place, marks: $1.marks) }),
    ("countTally", { try await $0.countTally(visit: $1.visit, tally: $1.id, delta: $1.number) }),
    ("deleteItem", { try await $0.deleteItem(visit: $1.visit, item: $1.id) }),
    ("drafts", { _ = try await $0.drafts(visit: $1.visit) }),
    ("editNote", {
        try await $0.editNote(visit: $1.visit, note: $1.id, edit: NoteEdit(text: $1.text, lookFors: [$1.id]))
    }),
    ("editWondering", { try await $0.editWondering(visit: $1.visit, wondering: $1.id, text: $1.text) }),
    ("finishSlot", { try await $0.finishSlot(visit: $1.visit, slot: $1.id) }),
    ("items", { _ = try await $0.items(visit: $1.visit, shown: .all, offset: $1.number, limit: $1.number) }),
    ("restoreItem", { try await $0.restoreItem(visit: $1.visit, item: $1.id) }),
    ("search", { _ = try await $0.search(words: $1.text, limit: $1.number) }),
    ("setDenominator", { try await $0.setDenominator(visit: $1.visit, tally: $1.id, denominator: $1.number) }),
    ("startSlot", { try await $0.startSlot(visit: $1.visit, slot: $1.id) }),
    ("typeDraft", { try await $0.typeDraft(visit: $1.visit, place: $1.place, text: $1.text) }),
    ("walkScreen", { _ = try await $0.walkScreen(visit: $1.visit, shown: $1.id) }),
    ("addGroupWondering", { _ = try await $0.addGroupWondering(visit: $1.visit, text: $1.text) }),
    ("addNextStep", {
        _ = try await $0.addNextStep(visit: $1.visit, text: $1.text, level: .school, horizon: .week)
    }),
    ("addPattern", { _ = try await $0.addPattern(visit: $1.visit, statement: $1.text) }),
    ("addPrediction", { _ = try await $0.addPrediction(visit: $1.visit, text: $1.text) }),
    ("debriefBoard", { _ = try await $0.debriefBoard(visit: $1.visit) }),
    ("editText", {
        try await $0.editText(visit: $1.visit, place: "pattern/\($1.id)", seen: $1.text, text: $1.text)
    }),
    ("moveEvidence", {
        try await $0.moveEvidence(
            visit: $1.visit, fromPattern: $1.id, toPattern: $1.id, evidence: $1.id, bearing: .contrasts)
    }),
    ("placeEvidence", {
        try await $0.placeEvidence(visit: $1.visit, pattern: $1.id, evidence: $1.id, bearing: .supports)
    }),
    ("removeGroupWondering", { try await $0.removeGroupWondering(visit: $1.visit, wondering: $1.id) }),
    ("removeNextStep", { try await $0.removeNextStep(visit: $1.visit, step: $1.id) }),
    ("removePattern", { try await $0.removePattern(visit: $1.visit, pattern: $1.id) }),
    ("removePrediction", { try await $0.removePrediction(visit: $1.visit, prediction: $1.id) }),
    ("setDebriefStep", { try await $0.setDebriefStep(visit: $1.visit, step: .nextLevel) }),
    ("setNextStep", { try await $0.setNextStep(visit: $1.visit, step: $1.id, level: .network, horizon: .year) }),
    ("sharedText", { _ = try await $0.sharedText(visit: $1.visit, place: $1.text) }),
    ("unplaceEvidence", { try await $0.unplaceEvidence(visit: $1.visit, pattern: $1.id, evidence: $1.id) }),
    ("exportVisit", { try await $0.exportVisit(visit: $1.visit, path: $1.path, withNotebook: true) }),
    ("importVisit", { _ = try await $0.importVisit(path: $1.path) }),
    ("addComment", {
        _ = try await $0.addComment(visit: $1.visit, about: .onePattern(pattern: $1.id), text: $1.text)
    }),
    ("addCommitment", {
        _ = try await $0.addCommitment(visit: $1.visit, text: $1.text, owner: $1.text, due: $1.text)
    }),
    ("hostResponse", { _ = try await $0.hostResponse(visit: $1.visit) }),
    ("publishResponse", { try await $0.publishResponse(visit: $1.visit, isPublished: true) }),
    ("removeComment", { try await $0.removeComment(visit: $1.visit, comment: $1.id) }),
    ("removeCommitment", { try await $0.removeCommitment(visit: $1.visit, commitment: $1.id) }),
    ("setCommitmentDone", { try await $0.setCommitmentDone(visit: $1.visit, commitment: $1.id, isDone: true) }),
    ("setReportBackOn", { try await $0.setReportBackOn(visit: $1.visit, date: $1.text) }),
    ("asks", { _ = try await $0.asks(visit: $1.visit) }),
    ("feedbackSummary", {
        _ = try await $0.feedbackSummary(visit: $1.visit, offset: $1.number, limit: $1.number)
    }),
    ("reword", { try await $0.reword(visit: $1.visit, item: $1.id, text: $1.text) }),
    ("share", { _ = try await $0.share(visit: $1.visit, items: [$1.id, $1.id]) }),
    ("shareAll", { _ = try await $0.shareAll(visit: $1.visit) }),
    ("sharedItems", { _ = try await $0.sharedItems(visit: $1.visit) }),
    ("withdraw", { try await $0.withdraw(visit: $1.visit, items: [$1.id]) }),
    ("itemStatus", { _ = try await $0.itemStatus(visit: $1.visit, item: $1.id) }),
    ("retryWedged", { profile, _ in try await profile.retryWedged() }),
    ("status", { profile, _ in _ = try await profile.status() }),
    ("visitStatus", { _ = try await $0.visitStatus(visit: $1.visit) }),
    ("planVisit", { _ = try await $0.planVisit(visit: $1.plan) }),
    ("networkPage", { profile, _ in _ = try await profile.networkPage() }),
    ("setStage", { try await $0.setStage(visit: $1.visit, stage: .released) }),
    ("visitList", { _ = try await $0.visitList(today: $1.text) }),
    ("visitPlan", { _ = try await $0.visitPlan(visit: $1.visit) }),
    ("keepSynced", { profile, _ in try profile.keepSynced().end() }),
    ("subscribe", { profile, _ in try profile.subscribe(listener: Watch { _ in }).end() }),
    ("rejoin", { try await $0.rejoin(invite: $1.invite, deviceName: $1.text) }),
    ("signInCode", { profile, _ in _ = try await profile.signInCode() }),
    ("sync", { profile, _ in _ = try await profile.sync() }),
]

/// As above, for what an app opened.
let fieldwalkMethods: [(name: String, call: @Sendable (Fieldwalk, Arguments) async throws -> Void)] = [
    ("networkChanged", { fieldwalk, _ in try fieldwalk.networkChanged(network: .free) }),
    ("openProfile", { _ = try await $0.openProfile(profile: $1.id) }),
    ("profiles", { fieldwalk, _ in _ = try await fieldwalk.profiles() }),
    ("join", { _ = try await $0.join(invite: $1.invite, deviceName: $1.text) }),
    ("removeProfile", { try await $0.removeProfile(profile: $1.id) }),
]
