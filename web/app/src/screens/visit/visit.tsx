/** One visit: what belongs to it, and which part of it is on the screen. */
import type { VisitRow } from "../../core/records";
import { useAnswer } from "../../live/use-answer";
import type { VisitPart } from "../../route";
import { Frame } from "../../shell/frame";
import { Heading } from "../../shell/heading";
import { say, word } from "../../text/text";
import { dayOf } from "../../text/time";
import { Debrief } from "../debrief/debrief";
import { Review } from "../review/review";
import { Share } from "../share/share";
import { Walk } from "../walk/walk";
import { About } from "./about";
import { VisitNav } from "./visit-nav";

export function VisitScreens({ visit, part }: { visit: string; part: VisitPart }) {
  const { answer: list } = useAnswer("visitList", { today: dayOf(Date.now()) });
  const rows = list && [...list.today, ...list.upcoming, ...list.past];
  const row = rows?.find((row) => row.visit.id === visit);
  const name = row ? row.visit.hostSchool || word("kind", row.visit.kind) : "";
  const nav = row && <VisitNav row={row} part={part} />;
  return (
    <Frame back={{ at: "visits" }} name={name} nav={nav}>
      {row ? <Part row={row} part={part} /> : rows && <Gone />}
    </Frame>
  );
}

function Part({ row, part }: { row: VisitRow; part: VisitPart }) {
  switch (row.isLeft ? "walk" : part) {
    case "walk":
      // Who walked and is no observer any more still has a notebook.
      return row.isParticipant || row.status.onDevice > 0 ? <Walk row={row} /> : <Review row={row} />;
    case "share":
      return <Share visit={row.visit.id} />;
    case "debrief":
      return <Debrief row={row} />;
    case "review":
      return <Review row={row} />;
    case "about":
      return <About row={row} />;
  }
}

/** A link to a visit that this notebook does not have, or no longer. */
function Gone() {
  return (
    <>
      <Heading title={say("visit-gone-title")} />
      <p class="lead">{say("visit-gone")}</p>
    </>
  );
}
