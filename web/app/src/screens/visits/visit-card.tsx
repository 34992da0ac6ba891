import type { VisitRow } from "../../core/records";
import { href } from "../../route";
import { say, word } from "../../text/text";
import { dayInWords } from "../../text/time";

/** A visit in the list; leads to where this member has something to do. */
export function VisitCard({ row }: { row: VisitRow }) {
  const { visit, status } = row;
  const isWalked = row.isLeft || ["planned", "walking"].includes(visit.stage);
  const part = !row.isParticipant && !row.isLeft ? "review" : isWalked ? "walk" : "debrief";
  return (
    <a class="card accent" href={href({ at: "visit", visit: visit.id, part })}>
      <h3>{visit.hostSchool || word("kind", visit.kind)}</h3>
      <p>
        {word("kind", visit.kind)} · {dayInWords(visit.date)}
      </p>
      <p class="cluster tight">
        <span class={`chip ${row.isLeft ? "warn" : ""}`}>{row.isLeft ? say("visits-left") : word("stage", visit.stage)}</span>
        {row.isHost && <span class="chip">{say("visits-you-host")}</span>}
        {row.hasDraft && <span class="chip warn">{say("visits-draft")}</span>}
        {row.asks > 0 && <span class="chip warn">{say("visits-asks", { count: row.asks })}</span>}
        {status.onDevice > 0 && <span class="hint num">{say("visits-notes", { count: status.onDevice })}</span>}
        {status.waiting > 0 && <span class="chip warn">{say("visits-waiting", { count: status.waiting })}</span>}
      </p>
    </a>
  );
}
