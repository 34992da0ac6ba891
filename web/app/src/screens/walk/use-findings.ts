/** What the evidence check says of the text, asked at a pause and forgotten at the next key. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { EvidenceFinding } from "../../core/records";
import { core } from "../../live/core";
import { atPause } from "../../live/typing";
import { isWondering, type Piece } from "./desk";

const NONE: EvidenceFinding[] = [];

export function useFindings(piece: Piece): { findings: EvidenceFinding[]; typed: (text: string) => void } {
  const [findings, setFindings] = useState(NONE);
  const latest = useRef(piece.text);
  const callOff = useRef<(() => void) | undefined>(undefined);

  const look = async () => {
    callOff.current = undefined;
    const text = latest.current;
    // A question is not evidence. A check that fails says nothing: it is help, and no more.
    const found =
      isWondering(piece) || text === "" ? NONE : await core.call("checkEvidence", { text }).catch(() => NONE);
    if (text === latest.current) setFindings(found.length > 0 ? found : NONE);
  };
  const typed = (text: string) => {
    latest.current = text;
    // The same empty list is no change, and nothing is drawn.
    setFindings(NONE);
    callOff.current ??= atPause(() => void look());
  };
  useEffect(() => {
    typed(piece.text);
    return () => {
      callOff.current?.();
      callOff.current = undefined;
    };
  }, [piece]);

  return { findings, typed };
}
