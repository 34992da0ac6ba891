import type { Item, VisitPlan } from "../../core/records";
import { say, word } from "../../text/text";
import { clockTime } from "../../text/time";

interface Props {
  item: Item;
  plan: VisitPlan | undefined;
  /** For what is not shared yet. */
  isChosen?: boolean;
  onToggle?: (id: string) => void;
  /** For what is. */
  onWithdraw?: (id: string) => void;
}

/** One item, to be chosen or to be taken back. */
export function ShareRow({ item, plan, isChosen, onToggle, onWithdraw }: Props) {
  const content = (
    <span class="stack tight">
      <span class="said">{wordsOf(item)}</span>
      <span class="note-meta">{meta(item, plan)}</span>
    </span>
  );
  return (
    <li class="evidence">
      {onToggle && (
        <label class="choice app-share-choice">
          <input type="checkbox" checked={isChosen ?? false} onChange={() => onToggle(item.id)} />
          {content}
        </label>
      )}
      {onWithdraw && (
        <div class="split">
          {content}
          <button
            type="button"
            class="button quiet small"
            aria-label={say("share-withdraw-this", { words: wordsOf(item).slice(0, 40) })}
            onClick={() => onWithdraw(item.id)}
          >
            {say("share-withdraw")}
          </button>
        </div>
      )}
    </li>
  );
}

/** What an item says, in one line of text. */
export function wordsOf(item: Item): string {
  if (item.type !== "tally") return item.text;
  const { label, count, denominator } = item;
  return denominator === null
    ? say("debrief-tally", { label, count })
    : say("debrief-tally-of", { label, count, of: denominator });
}

function meta(item: Item, plan: VisitPlan | undefined): string {
  const slot = plan?.slots.find(({ id }) => id === item.slot);
  const room = plan?.rooms.find(({ id }) => id === slot?.room)?.code;
  const kind = item.type === "note" ? word("note-kind", item.kind) : word("item", item.type);
  return [room, kind, clockTime(item.observedAt)].filter(Boolean).join(" · ");
}
