/** What is being counted: a tap for each, and a tap back. */
import { useId } from "preact/hooks";
import type { Tally } from "../../core/records";
import { act, ask } from "../../live/act";
import { Dialog } from "../../shell/dialog";
import { say } from "../../text/text";

interface Props {
  visit: string;
  slot: string | null;
  tallies: Tally[];
  /** Whether a new one is being begun. */
  isAdding: boolean;
  onAdded: () => void;
}

export function Tallies({ visit, slot, tallies, isAdding, onAdded }: Props) {
  const adding = isAdding && <NewTally visit={visit} slot={slot} onAdded={onAdded} />;
  // Over the screen while it is begun: nothing moves.
  if (tallies.length === 0) return adding || null;
  return (
    <section class="stack">
      <h2>{say("tallies-title")}</h2>
      {adding}
      <TallyList visit={visit} tallies={tallies} />
    </section>
  );
}

export function TallyList({ visit, tallies }: Pick<Props, "visit" | "tallies">) {
  return (
    <ul class="plain stack">
      {tallies.map((tally) => (
        <li key={tally.id}>
          <TallyCard visit={visit} tally={tally} />
        </li>
      ))}
    </ul>
  );
}

function TallyCard({ visit, tally }: { visit: string; tally: Tally }) {
  const count = (delta: number) => void act("countTally", { visit, tally: tally.id, delta });
  const value =
    tally.denominator === null ? String(tally.count) : say("tally-of", { count: tally.count, of: tally.denominator });
  return (
    <div class="card app-tally">
      <p id={`tally-${tally.id}`}>{tally.label}</p>
      <output class="num" aria-labelledby={`tally-${tally.id}`}>
        {value}
      </output>
      <button type="button" class="button quiet" disabled={tally.count === 0} onClick={() => count(-1)}>
        −1 <span class="visually-hidden">{tally.label}</span>
      </button>
      <button type="button" class="button" onClick={() => count(1)}>
        +1 <span class="visually-hidden">{tally.label}</span>
      </button>
      <button
        type="button"
        class="button quiet small"
        aria-label={say("note-delete-this", { words: tally.label })}
        onClick={() => void act("deleteItem", { visit, item: tally.id })}
      >
        {say("note-delete")}
      </button>
    </div>
  );
}

function NewTally({ visit, slot, onAdded }: { visit: string; slot: string | null; onAdded: () => void }) {
  const id = useId();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const denominator = Number(form.get("of")) || null;
    const made = await ask("addTally", { visit, slot, label: String(form.get("label")), denominator });
    if (made) onAdded();
  };
  return (
    <Dialog title={say("tally-new")} onClose={onAdded}>
      <form onSubmit={submit}>
        <div class="field">
          <label for={`${id}-label`}>{say("tally-label")}</label>
          <input
            id={`${id}-label`}
            name="label"
            required
            maxLength={200}
            autoFocus
            placeholder={say("tally-example")}
          />
        </div>
        <div class="field">
          <label for={`${id}-of`}>{say("tally-denominator")}</label>
          <input id={`${id}-of`} name="of" type="number" inputMode="numeric" min={1} max={9999} />
        </div>
        <button class="button">{say("tally-begin")}</button>
      </form>
    </Dialog>
  );
}
