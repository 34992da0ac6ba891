/** What was written in this room, the latest first. */
import { useState } from "preact/hooks";
import type { Item, VisitPlan, VisitStatus } from "../../core/records";
import { HeldLine } from "../../shell/held-line";
import { say } from "../../text/text";
import { NoteCard } from "./note-card";

/** More are drawn when asked for. */
const SHOWN = 30;
/**
 * Notes that come into sight together. The browser asks of each group, at every key, whether it has: asked of 300 notes
 * one by one that was a seventh of what a key costs.
 */
const GROUP = 5;

interface Props {
  visit: string;
  plan: VisitPlan;
  /** Notes and wonderings, oldest first. */
  items: Item[];
  onEdit: (item: Item) => void;
}

export function Notes({ held, ...list }: Props & { held: VisitStatus }) {
  return (
    <section class="stack">
      <div class="app-notes-head">
        <h2>{say("notes-title", { count: list.items.length })}</h2>
        <HeldLine held={held} />
      </div>
      {list.items.length === 0 ? <p class="hint">{say("notes-none")}</p> : <NoteList {...list} />}
    </section>
  );
}

export function NoteList({ visit, plan, items, onEdit }: Props) {
  const [limit, setLimit] = useState(SHOWN);
  const groups = grouped(items, Math.max(0, items.length - limit));
  return (
    <>
      <div class="evidence-list" role="list">
        {groups.map(({ from, group }) => (
          <div key={from} class="evidence-list app-notes-group">
            {group.map((item) => (
              <NoteCard key={item.id} visit={visit} plan={plan} item={item} onEdit={onEdit} />
            ))}
          </div>
        ))}
      </div>
      {items.length > limit && (
        <button type="button" class="button quiet" onClick={() => setLimit(limit + 10 * SHOWN)}>
          {say("notes-more", { count: items.length - limit })}
        </button>
      )}
    </>
  );
}

/** The latest first, from the item at `first` on; a note stays in its group when another one is written. */
function grouped(items: Item[], first: number): { from: number; group: Item[] }[] {
  const groups = [];
  for (let from = first - (first % GROUP); from < items.length; from += GROUP) {
    groups.unshift({ from, group: items.slice(Math.max(from, first), from + GROUP).reverse() });
  }
  return groups;
}
