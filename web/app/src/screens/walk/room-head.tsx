/** Which room, how long still, and where next: in one glance. */
import type { VisitPlan, WalkScreen, WalkSlot } from "../../core/records";
import { Heading } from "../../shell/heading";
import { isolated, say } from "../../text/text";
import { clockTime } from "../../text/time";
import { slotAfter } from "./slots";
import { TimeLeft } from "./time-left";

interface Props {
  plan: VisitPlan;
  screen: WalkScreen;
  slot: string | null;
  /** What stands there for who walks with no team. */
  title: string;
  onShow: (slot: string) => void;
  onFinish: (slot: string) => Promise<void>;
}

export function RoomHead({ plan, screen, slot, title, onShow, onFinish }: Props) {
  const { slots } = screen;
  const here = slots.find(({ id }) => id === slot);
  if (!here) return <Heading title={title} />;
  const room = plan.rooms.find(({ id }) => id === here.room);
  const known = [room?.gradeBand, room?.subject].filter(Boolean).join(" · ");
  return (
    <div class="app-room">
      <div class="app-room-now">
        <Heading title={here.roomCode} />
        <TimeLeft slot={here} />
      </div>
      <p class="hint">{known}</p>
      <p class="app-room-next">{whereNext(screen, here)}</p>
      <div class="app-room-acts">
        {slots.length > 1 && (
          <label class="app-room-choice">
            <span class="visually-hidden">{say("room-choose")}</span>
            <select value={here.id} onChange={(event) => onShow(event.currentTarget.value)}>
              {slots.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.roomCode} · {clockTime(each.startsAt)} {each.finishedAt === null ? "" : "✓"}
                </option>
              ))}
            </select>
          </label>
        )}
        {here.finishedAt === null && (
          <button type="button" class="button quiet" onClick={() => void onFinish(here.id)}>
            {say("room-done")}
          </button>
        )}
      </div>
    </div>
  );
}

/** The next room, or that the plan is elsewhere by now. One line either way. */
function whereNext(screen: WalkScreen, here: WalkSlot): string {
  const isElsewhere = screen.current !== null && screen.current !== here.id;
  const planned = isElsewhere ? screen.slots.find(({ id }) => id === screen.current) : slotAfter(screen, here.id);
  if (!planned) return say("room-last");
  const args = { room: isolated(planned.roomCode), time: clockTime(planned.startsAt) };
  return say(isElsewhere ? "room-planned" : "room-next", args);
}
