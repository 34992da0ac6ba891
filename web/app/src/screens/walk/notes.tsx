/** What was written in this room, the latest first. */
import { useState } from "preact/hooks";
import type { Item, VisitPlan, VisitStatus } from "../../core/records";
import { HeldLine } from "../../shell/held-line";
import { say } from "../../text/text";
import { NoteCard } from "./note-card";

/** More are drawn when asked for. */
const SHOWN = 30;

interface Props {
  visit: string;
  plan: VisitPlan;
  /** Notes and wonderings, oldest first. */
  items: Item[];
  /** Of the whole visit. */
  held: VisitStatus;
  onEdit: (item: Item) => void;
}

export function Notes({ visit, plan, items, held, onEdit }: Props) {
  const [limit, setLimit] = useState(SHOWN);
  const shown = items.slice(-limit).reverse();
  return (
    <section class="stack">
      <div class="app-notes-head">
        <h2>{say("notes-title", { count: items.length })}</h2>
        <HeldLine held={held} />
      </div>
      {items.length === 0 ? (
        <p class="hint">{say("notes-none")}</p>
      ) : (
        <ul class="evidence-list">
          {shown.map((item) => (
            <NoteCard key={item.id} visit={visit} plan={plan} item={item} onEdit={onEdit} />
          ))}
        </ul>
      )}
      {items.length > limit && (
        <button type="button" class="button quiet" onClick={() => setLimit(limit + 10 * SHOWN)}>
          {say("notes-more", { count: items.length - limit })}
        </button>
      )}
    </section>
  );
}
