/** Where a piece of evidence goes: which pattern, and how it stands to it. */
import { useState } from "preact/hooks";
import type { BoardPattern, EvidenceBearing } from "../../core/records";
import { act, ask } from "../../live/act";
import { Dialog } from "../../shell/dialog";
import { say, word } from "../../text/text";
import type { Picked } from "./group";
import { NewStatement } from "./new-statement";

const BEARINGS: readonly EvidenceBearing[] = ["supports", "contrasts", "exception"];

interface Props {
  visit: string;
  picked: Picked;
  patterns: BoardPattern[];
  onClose: () => void;
}

export function Place({ visit, picked, patterns, onClose }: Props) {
  const [bearing, setBearing] = useState<EvidenceBearing>(picked.piece.bearings[0] ?? "supports");
  const place = async (toPattern: string) => {
    const { piece, from: fromPattern } = picked;
    if (await act("moveEvidence", { visit, fromPattern, toPattern, evidence: piece.evidence, bearing })) onClose();
  };
  const begin = async (statement: string) => {
    const pattern = await ask("addPattern", { visit, statement });
    if (pattern) await place(pattern);
    return pattern !== undefined;
  };
  return (
    <Dialog title={say("debrief-place")} onClose={onClose}>
      <blockquote class="said">{picked.piece.text}</blockquote>
      <fieldset class="app-chips">
        <legend>{say("debrief-place-bearing")}</legend>
        {BEARINGS.map((each) => (
          <label key={each} class="app-pick">
            <input type="radio" name="bearing" checked={each === bearing} onChange={() => setBearing(each)} />
            <span>{word("bearing", each)}</span>
          </label>
        ))}
      </fieldset>
      <ul class="plain stack" aria-label={say("debrief-place-pattern")}>
        {patterns.map((pattern) => (
          <li key={pattern.id}>
            <button type="button" class="card app-person" onClick={() => void place(pattern.id)}>
              {pattern.statement || say("debrief-no-words")}
            </button>
          </li>
        ))}
      </ul>
      <NewStatement label={say("debrief-pattern-new")} button={say("debrief-pattern-add")} onText={begin} />
    </Dialog>
  );
}
