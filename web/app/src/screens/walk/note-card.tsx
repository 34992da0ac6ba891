/** A note or a wondering as it stands, with what can be done about it. */
import type { Item, Note, VisitPlan } from "../../core/records";
import { act } from "../../live/act";
import { dismiss, notice } from "../../live/notice";
import { say, word } from "../../text/text";
import { clockTime } from "../../text/time";

interface Props {
  visit: string;
  plan: VisitPlan;
  item: Item;
  onEdit: (item: Item) => void;
}

export function NoteCard({ visit, plan, item, onEdit }: Props) {
  if (item.type === "tally") return null;
  const remove = async () => {
    if (!(await act("deleteItem", { visit, item: item.id }))) return;
    const restore = () => void act("restoreItem", { visit, item: item.id });
    notice({ tone: "good", text: say("note-deleted"), action: { label: say("note-restore"), run: restore } });
  };
  const edit = () => {
    dismiss();
    onEdit(item);
  };
  return (
    <div class="evidence app-note" role="listitem">
      <p class="said">{item.text}</p>
      {item.type === "note" && item.wordings.length > 1 && <Wordings visit={visit} note={item} />}
      <p class="note-meta">{meta(item, plan)}</p>
      <div class="evidence-acts">
        <button
          type="button"
          class="button quiet small"
          aria-label={say("note-edit-this", { words: first(item.text) })}
          onClick={edit}
        >
          {say("note-edit")}
        </button>
        <button
          type="button"
          class="button quiet small"
          aria-label={say("note-delete-this", { words: first(item.text) })}
          onClick={() => void remove()}
        >
          {say("note-delete")}
        </button>
        <span class={`chip ${item.status === "held" ? "" : "warn"}`}>{word("item", item.status)}</span>
      </div>
    </div>
  );
}

/** Two devices of the author changed it at once: both are there until the author chooses. */
function Wordings({ visit, note }: { visit: string; note: Note }) {
  const keep = (text: string) =>
    act("editNote", { visit, note: note.id, edit: { text, kind: null, focus: null, lookFors: null } });
  return (
    <div class="notice warn">
      <p>{say("note-wordings")}</p>
      {note.wordings.map((text) => (
        <p key={text} class="split">
          <span class="said">{text}</span>
          <button type="button" class="button quiet small" onClick={() => void keep(text)}>
            {say("note-keep-wording")}
          </button>
        </p>
      ))}
    </div>
  );
}

function meta(item: Item, plan: VisitPlan): string {
  const parts = [clockTime(item.observedAt)];
  if (item.type === "wondering") parts.push(say("note-wondering"));
  if (item.type === "note") {
    const names = item.lookFors.map((id) => plan.lookFors.find((lookFor) => lookFor.id === id)?.name);
    parts.push(word("note-kind", item.kind), word("focus", item.focus), ...names.filter((name) => name !== undefined));
  }
  return parts.join(" · ");
}

/** Enough to tell one from another by ear. */
const first = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
