/**
 * The screen that an observer holds in a classroom: which room, how long still, and a sheet to write on.
 *
 * The room that is shown changes when the person says so and never by the clock, and what is below the sheet waits for
 * a pause: nothing moves under somebody who types.
 */
import { useRef, useState } from "preact/hooks";
import type { VisitRow, WalkScreen } from "../../core/records";
import { act } from "../../live/act";
import { core } from "../../live/core";
import { useVisitAnswer } from "../../live/use-answer";
import { say } from "../../text/text";
import { Norms } from "./norms";
import { Room } from "./room";
import { RoomHead } from "./room-head";
import { slotAfter } from "./slots";

export function Walk({ row }: { row: VisitRow }) {
  const visit = row.visit.id;
  const [shown, setShown] = useState<string | null>(null);
  const { answer: plan } = useVisitAnswer("visitPlan", { visit });
  const screen = useScreen(visit, shown);
  if (!screen || !plan) return null;

  if (!screen.isNormsAcknowledged && plan.norms.length > 0) {
    return <Norms norms={plan.norms} onAgreed={() => void act("acknowledgeNorms", { visit })} />;
  }
  // The first look decides which room it is, after the walk the last one; afterwards the person does.
  const first = shown === null ? (screen.current ?? screen.next ?? screen.slots.at(-1)?.id ?? null) : null;
  if (first !== null) {
    setShown(first);
    return null;
  }
  const finish = async (slot: string) => {
    if (!(await act("finishSlot", { visit, slot }))) return;
    // How it went is in the status.
    core.call("sync", {}).catch(() => undefined);
    const next = slotAfter(screen, slot);
    if (next) setShown(next.id);
  };
  return (
    <div class="app-walk">
      {row.isLeft && <p class="notice warn">{say("walk-left")}</p>}
      <RoomHead
        plan={plan}
        screen={screen}
        slot={shown}
        title={row.visit.hostSchool || say("walk-title")}
        onShow={setShown}
        onFinish={finish}
      />
      <Room key={shown ?? "outside"} visit={visit} plan={plan} screen={screen} slot={shown} />
    </div>
  );
}

/** The walk screen; while that of another room is on its way, the last one without its notes. */
function useScreen(visit: string, shown: string | null): WalkScreen | undefined {
  const { answer } = useVisitAnswer("walkScreen", { visit, shown });
  const last = useRef<WalkScreen | undefined>(undefined);
  if (answer) last.current = answer;
  return answer ?? (last.current && { ...last.current, items: [], elsewhere: [], draft: null });
}
