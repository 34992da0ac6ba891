/** What is written in one room: the sheet, what is counted, and what is there already. */
import { useRef, useState } from "preact/hooks";
import type { Item, VisitPlan, WalkScreen } from "../../core/records";
import { act } from "../../live/act";
import { Deleted } from "./deleted";
import { Elsewhere } from "./elsewhere";
import { Foot } from "./foot";
import { Notes } from "./notes";
import { Sheet } from "./sheet";
import { Tallies } from "./tallies";
import { useDesk } from "./use-desk";

interface Props {
  visit: string;
  plan: VisitPlan;
  screen: WalkScreen;
  /** The slot that is shown; none outside the rotation. */
  slot: string | null;
}

export function Room({ visit, plan, screen, slot }: Props) {
  const [isCounting, setCounting] = useState(false);
  const enter = useEntering(visit, screen, slot);
  const desk = useDesk(visit, slot, [...screen.items, ...screen.elsewhere], enter);
  const isOffTheDesk = (item: Item) => item.id !== desk.item;
  const tallies = screen.items.filter((item) => item.type === "tally");
  const written = screen.items.filter((item) => item.type !== "tally").filter(isOffTheDesk);
  return (
    <>
      <Sheet desk={desk} plan={plan} />
      <Tallies visit={visit} slot={slot} tallies={tallies} isAdding={isCounting} onAdded={() => setCounting(false)} />
      <Notes visit={visit} plan={plan} items={written} onEdit={desk.edit} held={screen.status} />
      <Elsewhere visit={visit} plan={plan} items={screen.elsewhere.filter(isOffTheDesk)} onEdit={desk.edit} />
      <Deleted visit={visit} slot={slot} />
      <Foot
        onWrite={() => desk.begin("newNote")}
        onWonder={() => desk.begin("newWondering")}
        onCount={() => setCounting(true)}
      />
    </>
  );
}

/** Who writes in a room has entered it. */
function useEntering(visit: string, screen: WalkScreen, slot: string | null): () => void {
  const hasEntered = useRef(false);
  const planned = screen.slots.find(({ id }) => id === slot);
  return () => {
    if (hasEntered.current || !planned || planned.startedAt !== null) return;
    hasEntered.current = true;
    void act("startSlot", { visit, slot: planned.id });
  };
}
