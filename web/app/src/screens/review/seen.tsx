/** What was seen and counted, piece by piece. */
import { useState } from "preact/hooks";
import type { FeedbackSummary } from "../../core/records";
import { say, word } from "../../text/text";

/** More are drawn when asked for. */
const SHOWN = 50;

export function Seen({ feedback }: { feedback: FeedbackSummary }) {
  const [limit, setLimit] = useState(SHOWN);
  const { notes, tallySums, wonderings } = feedback;
  return (
    <>
      {tallySums.length > 0 && (
        <section class="stack">
          <h2>{say("tallies-title")}</h2>
          <ul class="rows">
            {tallySums.map(({ label, count, denominator }) => (
              <li key={label}>
                <span>{label}</span>
                <span class="num">{denominator === null ? count : say("tally-of", { count, of: denominator })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="stack">
        <h2>{say("debrief-evidence")}</h2>
        {notes.length === 0 && <p class="hint">{say("review-no-notes")}</p>}
        <ul class="evidence-list">
          {notes.slice(0, limit).map((note) => (
            <li key={note.evidence} class="evidence">
              <p class="said">{note.text}</p>
              <p class="note-meta">
                {[note.room, word("note-kind", note.kind), word("focus", note.focus), ...note.lookFors]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </li>
          ))}
        </ul>
        {notes.length > limit && (
          <button type="button" class="button quiet" onClick={() => setLimit(limit * 4)}>
            {say("debrief-more", { count: notes.length - limit })}
          </button>
        )}
      </section>
      {wonderings.length > 0 && (
        <section class="stack">
          <h2>{say("review-wonderings")}</h2>
          <ul class="evidence-list">
            {wonderings.map((wondering) => (
              <li key={wondering.evidence} class="evidence said">
                {wondering.text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
