/** What the evidence check says of the text, asked at a pause and forgotten at the next key. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { EvidenceFinding } from "../../core/records";
import { core } from "../../live/core";
import { Pause } from "../../live/pause";
import { isWondering, type Piece } from "./desk";

/** Long enough not to speak into a word, short enough to be noticed before the next sentence. */
const PAUSE_MILLIS = 600;
const NONE: EvidenceFinding[] = [];

export function useFindings(piece: Piece): { findings: EvidenceFinding[]; typed: (text: string) => void } {
  const [findings, setFindings] = useState(NONE);
  const latest = useRef(piece.text);

  const look = async () => {
    const text = latest.current;
    // A question is not evidence. A check that fails says nothing: it is help, and no more.
    const found =
      isWondering(piece) || text === "" ? NONE : await core.call("checkEvidence", { text }).catch(() => NONE);
    if (text === latest.current) setFindings(found.length > 0 ? found : NONE);
  };
  const pause = useMemo(() => new Pause(PAUSE_MILLIS, () => void look()), [piece]);
  useEffect(() => {
    latest.current = piece.text;
    setFindings(NONE);
    pause.touch();
    return () => pause.stop();
  }, [pause]);

  return {
    findings,
    typed(text) {
      latest.current = text;
      // The same empty list is no change, and nothing is drawn.
      setFindings(NONE);
      pause.touch();
    },
  };
}
