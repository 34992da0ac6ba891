/** Visit by visit: how much is on this phone and how much the server holds; item by item on demand. */
import { useState } from "preact/hooks";
import type { VisitRow } from "../../core/records";
import { useAnswer, useVisitAnswer } from "../../live/use-answer";
import { HeldLine } from "../../shell/held-line";
import { say, word } from "../../text/text";
import { dayInWords, dayOf } from "../../text/time";
import { wordsOf } from "../share/share-row";
import { Files } from "./files";
import { Import } from "./import";

const LIMIT = 2_000;

export function VisitsHeld() {
  const { answer: list } = useAnswer("visitList", { today: dayOf(Date.now()) });
  const rows = list ? [...list.today, ...list.upcoming, ...list.past] : [];
  return (
    <section class="stack">
      <h2>{say("held-title")}</h2>
      {rows
        .filter((row) => row.isParticipant || row.status.onDevice > 0)
        .map((row) => (
          <Held key={row.visit.id} row={row} />
        ))}
      <Import />
    </section>
  );
}

function Held({ row }: { row: VisitRow }) {
  const [isOpen, setOpen] = useState(false);
  const { visit, status } = row;
  return (
    <div class="card">
      <h3>
        {visit.hostSchool || word("kind", visit.kind)}, {dayInWords(visit.date)}
      </h3>
      <HeldLine held={status} />
      {row.hasDraft && <p class="hint">{say("held-draft")}</p>}
      {status.onDevice > 0 && (
        <details class="inline" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{say("held-each")}</summary>
          {isOpen && <Each visit={visit.id} />}
        </details>
      )}
      <Files visit={visit} />
    </div>
  );
}

function Each({ visit }: { visit: string }) {
  const { answer: page } = useVisitAnswer("items", { visit, shown: "live", offset: 0, limit: LIMIT });
  return (
    <ul class="rows">
      {page?.items.map((item) => (
        <li key={item.id}>
          <span class="said">{wordsOf(item)}</span>
          <span class={`chip ${item.status === "held" ? "good" : "warn"}`}>{word("item", item.status)}</span>
        </li>
      ))}
    </ul>
  );
}
