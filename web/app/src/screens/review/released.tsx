/** A release: what the host let out, and nothing that came later. */
import type { FeedbackNote, PatternSeen, ReleasedFeedback } from "../../core/records";
import { say } from "../../text/text";
import { EvidenceList } from "../debrief/evidence-list";
import { NextSteps, Sentences } from "./conclusions";
import { Seen } from "./seen";
import { Summary } from "./summary";

export function Released({ release }: { release: ReleasedFeedback }) {
  const { feedback } = release;
  const notes = new Map(feedback.notes.map((note) => [note.evidence, note]));
  return (
    <>
      {release.isThemesOnly && <p class="notice">{say("review-themes-only")}</p>}
      <Summary feedback={feedback} />
      {release.patterns.length > 0 && (
        <section class="stack">
          <h2>{say("debrief-patterns")}</h2>
          {release.patterns.map((pattern) => (
            <Pattern key={pattern.id} pattern={pattern} notes={notes} />
          ))}
        </section>
      )}
      <Sentences title={say("debrief-predictions")} sentences={release.predictions} />
      <Sentences title={say("debrief-wonderings")} sentences={release.wonderings} />
      <NextSteps steps={release.nextSteps} />
      <Seen feedback={feedback} />
      <p class="hint">
        {say("review-hash")} <code>{release.hash.slice(0, 16)}</code>
      </p>
    </>
  );
}

function Pattern({ pattern, notes }: { pattern: PatternSeen; notes: Map<string, FeedbackNote> }) {
  const { supports, contrasts, exceptions, roomsSeen: seen, roomsObserved: observed } = pattern;
  const evidence = pattern.evidence.flatMap(({ evidence, bearings }) => {
    const note = notes.get(evidence);
    return note ? [{ evidence, bearings, room: note.room, text: note.text }] : [];
  });
  return (
    <article class="column">
      <h3 class="pattern-words">{pattern.statement || say("debrief-no-words")}</h3>
      <p class="note-meta num">
        {say("debrief-counts", { supports, contrasts, exceptions })}
        {seen !== null && observed !== null && ` · ${say("review-rooms", { seen, observed })}`}
      </p>
      <EvidenceList evidence={evidence} />
    </article>
  );
}
