/** Ids as [UUID], for who keeps them beside the app's own; every method takes the text, `uuid.toString()`. */
package uniffi.fieldwalk

import java.util.UUID

val Visit.uuid: UUID get() = UUID.fromString(id)
val Member.uuid: UUID get() = UUID.fromString(id)
val Room.uuid: UUID get() = UUID.fromString(id)
val Team.uuid: UUID get() = UUID.fromString(id)
val Slot.uuid: UUID get() = UUID.fromString(id)
val WalkSlot.uuid: UUID get() = UUID.fromString(id)
val LookFor.uuid: UUID get() = UUID.fromString(id)
val Norm.uuid: UUID get() = UUID.fromString(id)
val Note.uuid: UUID get() = UUID.fromString(id)
val Tally.uuid: UUID get() = UUID.fromString(id)
val Wondering.uuid: UUID get() = UUID.fromString(id)
val ProfileEntry.uuid: UUID get() = UUID.fromString(profile)

/** What a list tells its rows apart by, e.g. `items(screen.items, key = Item::id)`. */
val Item.id: String
    get() = when (this) {
        is Item.OfNote -> note.id
        is Item.OfTally -> tally.id
        is Item.OfWondering -> wondering.id
    }

val Item.uuid: UUID get() = UUID.fromString(id)
