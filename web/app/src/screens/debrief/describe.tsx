import type { DebriefBoard } from "../../core/records";
import { say } from "../../text/text";
import { EvidenceList } from "./evidence-list";

/** Read all of it, before anybody explains any of it. */
export function Describe({ board }: { board: DebriefBoard }) {
  const evidence = [...board.patterns.flatMap((pattern) => pattern.evidence), ...board.unplaced];
  // Under two patterns, it is still one piece.
  const once = [...new Map(evidence.map((piece) => [piece.evidence, piece])).values()];
  return (
    <section class="stack">
      <h2>{say("debrief-evidence")}</h2>
      {once.length === 0 ? <p class="empty">{say("debrief-evidence-empty")}</p> : <EvidenceList evidence={once} />}
    </section>
  );
}
