/** What the next note is marked with: as the last one was, also after the app was closed. */
import type { NoteFocus, NoteKind, NoteMarks } from "../../core/records";
import { memorize, recall } from "../../platform/memory";

export const KINDS: readonly NoteKind[] = ["verbatim", "behaviour", "count", "environment"];
export const FOCUSES: readonly NoteFocus[] = ["teacher", "students", "task"];

const KEY = "fieldwalk-marks";

export function lastMarks(): NoteMarks {
  const [kind, focus] = (recall(KEY) ?? "").split(" ");
  return {
    kind: KINDS.find((each) => each === kind) ?? "behaviour",
    focus: FOCUSES.find((each) => each === focus) ?? "students",
    lookFors: [],
  };
}

export function rememberMarks({ kind, focus }: NoteMarks): void {
  memorize(KEY, `${kind} ${focus}`);
}
