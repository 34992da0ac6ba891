/** The slots that this member walks, in order of time. */
import type { WalkScreen, WalkSlot } from "../../core/records";

/** The first slot behind this one that was not left. */
export function slotAfter({ slots }: WalkScreen, slot: string): WalkSlot | undefined {
  const here = slots.findIndex(({ id }) => id === slot);
  return slots.slice(here + 1).find(({ finishedAt }) => finishedAt === null);
}
