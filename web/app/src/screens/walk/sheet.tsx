/**
 * The sheet: a place to write that keeps every letter by itself and never changes its size. The text is the browser's
 * own; nothing is drawn anew while somebody types.
 */
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { EvidenceFinding, VisitPlan } from "../../core/records";
import { failureText } from "../../live/act";
import { say } from "../../text/text";
import { isWondering } from "./desk";
import { Hints } from "./hints";
import { MarkChips } from "./mark-chips";
import { SHEET } from "./sheet-id";
import { Underlines } from "./underlines";
import { useFindings } from "./use-findings";
import type { DeskTop } from "./use-desk";

export function Sheet({ desk, plan }: { desk: DeskTop; plan: VisitPlan }) {
  const { piece } = desk;
  const text = useRef<HTMLTextAreaElement>(null);
  const [open, setOpen] = useState<EvidenceFinding[]>([]);
  const check = useFindings(piece);
  const id = useId();
  const isQuestion = isWondering(piece);

  useLayoutEffect(() => {
    const { current } = text;
    if (!current) return;
    current.value = piece.text;
    // A keyboard that rises by itself would hide the room; who changes a note asked for it.
    if (desk.isEdit) current.focus();
  }, [piece]);
  useEffect(() => setOpen([]), [piece, check.findings]);
  const next = () => {
    desk.begin("newNote");
    text.current?.focus();
  };
  useNextOnEnter(text, next);
  const write = (value: string) => {
    desk.type(value);
    check.typed(value);
  };
  const split = (finding: EvidenceFinding) => {
    const halves = splitOf(piece.text, finding);
    if (!halves || !text.current || typeof desk.keeping === "object") return;
    text.current.value = halves.fact;
    write(halves.fact);
    desk.begin("newWondering", halves.inference);
    text.current.focus();
  };
  const tapped = () => {
    const at = text.current?.selectionStart ?? 0;
    setOpen(check.findings.filter(({ span }) => span.start <= at && at <= span.end));
  };

  return (
    <section
      ref={desk.sign}
      class="app-sheet"
      data-keeping="kept"
      aria-label={say(isQuestion ? "sheet-wondering" : "sheet-note")}
    >
      <div class="app-paper">
        <Underlines piece={piece} findings={check.findings} of={text} />
        <label class="visually-hidden" for={SHEET}>
          {say(isQuestion ? "sheet-wondering" : "sheet-note")}
        </label>
        <textarea
          id={SHEET}
          ref={text}
          placeholder={say(isQuestion ? "sheet-wonder-here" : "sheet-write-here")}
          autoCapitalize="sentences"
          enterkeyhint="next"
          aria-describedby={`${id}-state`}
          onInput={(event) => write(event.currentTarget.value)}
          onBlur={desk.keep}
          onClick={tapped}
        />
        <Hints open={open} text={piece.text} onSplit={split} onClose={() => setOpen([])} />
      </div>
      <div class="app-sheet-foot">
        <p id={`${id}-state`} class="hint">
          {typeof desk.keeping === "object" ? (
            <strong class="error" role="alert">
              {desk.keeping.kind === "diskFull" ? say("sheet-not-kept") : failureText(desk.keeping)}
            </strong>
          ) : (
            say(desk.keeping === "pending" ? "sheet-pending" : desk.isEdit ? "sheet-editing" : "sheet-kept")
          )}
        </p>
        <button
          type="button"
          class={`button quiet small app-hints-button ${check.findings.length === 0 ? "is-none" : ""}`}
          aria-expanded={open.length > 0}
          onMouseDown={stayInSheet}
          onClick={() => setOpen(open.length > 0 ? [] : check.findings)}
        >
          {say("sheet-hints", { count: check.findings.length })}
        </button>
        <button type="button" class="button quiet small" onMouseDown={stayInSheet} onClick={next}>
          {say(desk.isEdit ? "sheet-done" : "sheet-next")}
        </button>
      </div>
      {!isQuestion && (
        <MarkChips marks={desk.marks} lookFors={plan.lookFors} onMark={desk.mark} onPress={stayInSheet} />
      )}
    </section>
  );
}

/** A tap beside the sheet does not put the keyboard away. */
function stayInSheet(event: MouseEvent): void {
  if (document.activeElement?.id === SHEET) event.preventDefault();
}

/** Enter, also by voice, ends the note and begins the next one; with Shift it is a new line. */
function useNextOnEnter(text: { current: HTMLTextAreaElement | null }, next: () => void): void {
  const latest = useRef(next);
  latest.current = next;
  useEffect(() => {
    const { current } = text;
    let isShifted = false;
    const key = (event: KeyboardEvent) => (isShifted = event.shiftKey);
    const before = (event: InputEvent) => {
      const isBreak = event.inputType === "insertLineBreak" || event.inputType === "insertParagraph";
      if (!isBreak || isShifted || event.isComposing) return;
      event.preventDefault();
      latest.current();
    };
    current?.addEventListener("keydown", key);
    current?.addEventListener("beforeinput", before);
    return () => {
      current?.removeEventListener("keydown", key);
      current?.removeEventListener("beforeinput", before);
    };
  }, []);
}

/** What happened, and what somebody thought about it. */
function splitOf(text: string, { split }: EvidenceFinding): { fact: string; inference: string } | undefined {
  if (!split) return undefined;
  const { start, end } = split.inference;
  const fact = `${text.slice(0, start).trimEnd()}${text.slice(end)}`;
  return { fact: fact.trim(), inference: text.slice(start, end).trim() };
}
