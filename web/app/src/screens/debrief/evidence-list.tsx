import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { BoardEvidence } from "../../core/records";
import { say } from "../../text/text";

/** More are drawn when asked for: a visit can have thousands. */
const SHOWN = 60;

interface Props {
  evidence: BoardEvidence[];
  /** What can be done with a piece. */
  acts?: (piece: BoardEvidence) => ComponentChildren;
}

/** What was seen, as cards. */
export function EvidenceList({ evidence, acts }: Props) {
  const [limit, setLimit] = useState(SHOWN);
  return (
    <>
      <ul class="evidence-list">
        {evidence.slice(0, limit).map((piece) => (
          <li key={piece.evidence} class={`evidence ${stance(piece)}`}>
            <p class="said">{piece.text}</p>
            {piece.room && <p class="note-meta">{piece.room}</p>}
            {acts && <div class="evidence-acts">{acts(piece)}</div>}
          </li>
        ))}
      </ul>
      {evidence.length > limit && (
        <button type="button" class="button quiet" onClick={() => setLimit(limit * 4)}>
          {say("debrief-more", { count: evidence.length - limit })}
        </button>
      )}
    </>
  );
}

function stance({ bearings }: BoardEvidence): string {
  if (bearings.includes("exception")) return "exception";
  return bearings.includes("contrasts") ? "contrast" : "";
}
