/** Offers a newer version of the app, at a moment when nothing is unsent and nobody is in the middle of a word. */
import { useEffect, useState } from "preact/hooks";
import type { ProfileStatus } from "../core/records";
import { core } from "../live/core";
import { switchToNewest, useAppState } from "../platform/update";
import { dayOf } from "../text/time";
import { say } from "../text/text";
import { notice } from "../live/notice";

export function UpdateOffer() {
  const state = useAppState();
  const [isGood, setGood] = useState(false);
  const [isLater, setLater] = useState(false);
  const isNewer = state !== undefined && state.newest !== state.running;
  useEffect(() => {
    if (!isNewer) return undefined;
    const look = () => void isGoodMoment().then(setGood);
    look();
    return core.listen((event) => event.event === "changed" && event.changes.inStatus && look());
  }, [isNewer]);
  if (!isNewer || !isGood || isLater) return null;
  return (
    <div class="notice good">
      <p>{say("update-ready")}</p>
      <div class="cluster">
        <button type="button" class="button small" onClick={() => void update(setGood)}>
          {say("update-now")}
        </button>
        <button type="button" class="button quiet small" onClick={() => setLater(true)}>
          {say("update-later")}
        </button>
      </div>
    </div>
  );
}

async function update(setGood: (isGood: boolean) => void): Promise<void> {
  // Something may have been written since it was offered.
  if (await isGoodMoment()) await switchToNewest();
  else {
    setGood(false);
    notice({ tone: "warn", text: say("update-not-now") });
  }
}

/** Whether nothing is being written, and nothing is unsent that this version could still send. */
async function isGoodMoment(): Promise<boolean> {
  try {
    const [status, list] = await Promise.all([
      core.call("status", {}),
      core.call("visitList", { today: dayOf(Date.now()) }),
    ]);
    const rows = [...list.today, ...list.upcoming, ...list.past];
    const canSend = status.failing?.failure !== "appTooOld";
    return !rows.some((row) => row.hasDraft) && (isAllSent(status) || !canSend);
  } catch {
    // No notebook is open: what is in them cannot be told.
    return false;
  }
}

const isAllSent = (status: ProfileStatus) => status.waitingChanges === 0;
