/**
 * A text that several people write together. What others wrote meanwhile is merged at each pause and shows then; it
 * takes nothing away that is being typed.
 */
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { failureText } from "../../live/act";
import { core } from "../../live/core";
import { Pause } from "../../live/pause";
import { typed } from "../../live/typing";
import { notice } from "../../live/notice";
import { carryOver } from "./carry-over";

const PAUSE_MILLIS = 1_500;

interface Props {
  visit: string;
  /** Which text, e.g. `pattern/<id>`. */
  place: string;
  text: string;
  label: string;
}

export function SharedField({ visit, place, text, label }: Props) {
  const id = useId();
  /** Also after it was taken off the screen: the last words are kept from it. */
  const field = useRef<HTMLTextAreaElement | null>(null);
  const hold = (element: HTMLTextAreaElement | null) => {
    field.current = element ?? field.current;
  };
  /** The text as the core has it, and what it was seen with; none while nobody writes here. */
  const base = useRef<{ text: string; seen: string } | undefined>(undefined);
  /** Keeping goes one after the other: each is a change of what the one before left. */
  const turn = useRef(Promise.resolve());

  useEffect(() => {
    if (base.current) inTurn(look);
    else if (field.current) field.current.value = text;
  }, [text]);
  useEffect(() => () => keep(), []);

  /** Has the core's text on the screen, and in it what was typed and is not kept yet. */
  const look = async () => {
    const before = base.current?.text ?? field.current?.value ?? "";
    const shared = await core.call("sharedText", { visit, place });
    base.current = shared;
    show(field.current, carryOver(before, field.current?.value ?? before, shared.text));
  };
  const keepNow = async () => {
    const words = field.current?.value;
    if (!base.current || words === undefined || words === base.current.text) return;
    await core.call("editText", { visit, place, seen: base.current.seen, text: words });
    base.current.text = words;
    await look();
  };
  const inTurn = (step: () => Promise<void>) => {
    turn.current = turn.current.then(step).catch((error) => notice({ tone: "bad", text: failureText(error) }));
  };
  const keep = () => {
    pause.stop();
    inTurn(keepNow);
  };
  const latest = useRef(keep);
  latest.current = keep;
  const pause = useMemo(() => new Pause(PAUSE_MILLIS, () => latest.current()), []);
  const write = () => {
    typed();
    pause.touch();
  };
  const leave = () => {
    keep();
    inTurn(async () => {
      if (document.activeElement !== field.current) base.current = undefined;
    });
  };
  return (
    <div class="shared-text field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        ref={hold}
        class="app-short"
        rows={2}
        onFocus={() => inTurn(look)}
        onInput={write}
        onBlur={leave}
      />
    </div>
  );
}

/** Puts a text into the field and leaves the cursor where it was. */
function show(field: HTMLTextAreaElement | null, text: string): void {
  if (!field || field.value === text) return;
  const { selectionStart, selectionEnd } = field;
  field.value = text;
  field.setSelectionRange(selectionStart, selectionEnd);
}
