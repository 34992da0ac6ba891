import FieldwalkBindings

// Rows of lists. Everything here is a value with an id of its own, so that a list can tell what moved and what changed.

extension AskedOfMe: Identifiable {}
extension BoardPattern: Identifiable {}
extension Comment: Identifiable {}
extension Commitment: Identifiable {}
extension CycleQuestion: Identifiable {}
extension ImprovementCycle: Identifiable {}
extension LookFor: Identifiable {}
extension Member: Identifiable {}
extension NextStep: Identifiable {}
extension Norm: Identifiable {}
extension Note: Identifiable {}
extension Room: Identifiable {}
extension Slot: Identifiable {}
extension Statement: Identifiable {}
extension Tally: Identifiable {}
extension Team: Identifiable {}
extension Visit: Identifiable {}
extension WalkSlot: Identifiable {}
extension Wondering: Identifiable {}

/// A piece of evidence as a screen shows it; its id is its name for readers.
public protocol ShownEvidence: Identifiable {
    var evidence: String { get }
}

extension ShownEvidence {
    public var id: String { evidence }
}

extension BoardEvidence: ShownEvidence {}
extension FeedbackNote: ShownEvidence {}
extension FeedbackTally: ShownEvidence {}
extension FeedbackWondering: ShownEvidence {}

extension ProfileEntry: Identifiable {
    /// The profile.
    public var id: String { profile }
}

extension SearchMatch: Identifiable {
    /// The item.
    public var id: String { item }
}

extension VisitRow: Identifiable {
    /// The visit's.
    public var id: String { visit.id }
}

extension Draft: Identifiable {
    /// A place has one draft.
    public var id: DraftPlace { place }
}

extension Item: Identifiable {
    /// The note's, the tally's or the wondering's.
    public var id: String {
        switch self {
        case .ofNote(let note): note.id
        case .ofTally(let tally): tally.id
        case .ofWondering(let wondering): wondering.id
        }
    }

    /// Whether the server holds it as it is now.
    public var status: ItemStatus {
        switch self {
        case .ofNote(let note): note.status
        case .ofTally(let tally): tally.status
        case .ofWondering(let wondering): wondering.status
        }
    }
}
