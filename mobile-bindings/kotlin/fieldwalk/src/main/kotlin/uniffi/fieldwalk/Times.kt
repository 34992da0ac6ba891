/**
 * Moments as [Instant] and days as [LocalDate]; records carry them as milliseconds and text.
 *
 * On Android, `java.time` is there from API level 26, which is the oldest that this package is made for.
 */
package uniffi.fieldwalk

import java.time.Duration
import java.time.Instant
import java.time.LocalDate

val Note.observedInstant: Instant get() = Instant.ofEpochMilli(observedAt)
val Note.editedInstant: Instant? get() = editedAt?.let(Instant::ofEpochMilli)
val Note.deletedInstant: Instant? get() = deletedAt?.let(Instant::ofEpochMilli)

val Tally.observedInstant: Instant get() = Instant.ofEpochMilli(observedAt)
val Tally.deletedInstant: Instant? get() = deletedAt?.let(Instant::ofEpochMilli)

val Wondering.observedInstant: Instant get() = Instant.ofEpochMilli(observedAt)
val Wondering.deletedInstant: Instant? get() = deletedAt?.let(Instant::ofEpochMilli)

val Draft.startedInstant: Instant get() = Instant.ofEpochMilli(startedAt)

val Slot.startsInstant: Instant get() = Instant.ofEpochMilli(startsAt)
val Slot.duration: Duration get() = Duration.ofMinutes(minutes)

val WalkSlot.startsInstant: Instant get() = Instant.ofEpochMilli(startsAt)
val WalkSlot.endsInstant: Instant get() = Instant.ofEpochMilli(endsAt)
val WalkSlot.startedInstant: Instant? get() = startedAt?.let(Instant::ofEpochMilli)
val WalkSlot.finishedInstant: Instant? get() = finishedAt?.let(Instant::ofEpochMilli)

/** Until the current slot ends as planned; negative when that has passed. */
val WalkScreen.left: Duration? get() = leftMillis?.let(Duration::ofMillis)

/** Until the next slot begins as planned; negative when that has passed. */
val WalkScreen.untilNext: Duration? get() = untilNextMillis?.let(Duration::ofMillis)

val ProfileStatus.lastSyncedInstant: Instant? get() = lastSyncedAt?.let(Instant::ofEpochMilli)
val Failing.sinceInstant: Instant get() = Instant.ofEpochMilli(since)
val SyncOutcome.wakeInstant: Instant? get() = wakeAt?.let(Instant::ofEpochMilli)
val SignInCode.expiresInstant: Instant get() = Instant.ofEpochMilli(expiresAt)

val Comment.madeInstant: Instant get() = Instant.ofEpochMilli(madeAt)
val AskedOfMe.askedInstant: Instant get() = Instant.ofEpochMilli(askedAt)
val ImprovementCycle.lockedInstant: Instant? get() = lockedAt?.let(Instant::ofEpochMilli)

val Visit.day: LocalDate get() = LocalDate.parse(date)
val HostResponse.reportBackDay: LocalDate? get() = reportBackOn?.let(LocalDate::parse)
