/** What was deleted in this room. It is all still there. */
import { useState } from "preact/hooks";
import { act } from "../../live/act";
import { useVisitAnswer } from "../../live/use-answer";
import { say } from "../../text/text";

const LIMIT = 200;

export function Deleted({ visit, slot }: { visit: string; slot: string | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="inline" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("deleted-title")}</summary>
      {isOpen && <List visit={visit} slot={slot} />}
    </details>
  );
}

function List({ visit, slot }: { visit: string; slot: string | null }) {
  const { answer: page } = useVisitAnswer("items", { visit, shown: "deleted", offset: 0, limit: LIMIT });
  const items = page?.items.filter((item) => item.slot === slot) ?? [];
  if (page && items.length === 0) return <p class="hint">{say("deleted-none")}</p>;
  return (
    <ul class="rows">
      {items.map((item) => (
        <li key={item.id}>
          <span class="said">{item.type === "tally" ? item.label : item.text}</span>
          <button
            type="button"
            class="button quiet small"
            onClick={() => void act("restoreItem", { visit, item: item.id })}
          >
            {say("note-restore")}
          </button>
        </li>
      ))}
    </ul>
  );
}
