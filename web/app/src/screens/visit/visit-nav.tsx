import { useEffect, useRef } from "preact/hooks";
import type { VisitRow } from "../../core/records";
import { href, type VisitPart } from "../../route";
import { say } from "../../text/text";

const NAMES = {
  walk: "part-walk",
  share: "part-share",
  debrief: "part-debrief",
  review: "part-review",
  about: "part-about",
} as const satisfies Record<VisitPart, string>;

/** The parts of a visit that concern this member. */
export function VisitNav({ row, part }: { row: VisitRow; part: VisitPart }) {
  const parts = partsOf(row);
  const nav = useRef<HTMLElement>(null);
  // On a narrow phone, not all of them are in sight.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [part]);
  return (
    <nav ref={nav} class="app-parts" aria-label={say("parts")}>
      <div class="tabs">
        {parts.map((each) => (
          <a
            key={each}
            href={href({ at: "visit", visit: row.visit.id, part: each })}
            aria-current={each === part ? "page" : undefined}
          >
            {say(NAMES[each])}
            {each === "share" && row.asks > 0 && <span class="chip warn">{row.asks}</span>}
          </a>
        ))}
      </div>
    </nav>
  );
}

function partsOf({ isParticipant, isLeft }: VisitRow): VisitPart[] {
  if (isLeft) return ["walk"];
  return isParticipant ? ["walk", "share", "debrief", "review", "about"] : ["debrief", "review", "about"];
}
