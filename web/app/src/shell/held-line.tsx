/** "On this phone 14, held by the server 12, waiting 2 (no network since 10:40)": from receipts alone. */
import type { Changes, VisitStatus } from "../core/records";
import { useAnswer } from "../live/use-answer";
import { say } from "../text/text";
import { moment } from "../text/time";

const concerns = (changes: Changes) => changes.inStatus;

export function HeldLine({ held }: { held: VisitStatus }) {
  const { answer: status } = useAnswer("status", {}, concerns);
  const failing = status?.failing;
  if (failing?.failure === "noConnection") {
    return <p class="hint num">{say("walk-status-since", { ...held, time: moment(failing.since) })}</p>;
  }
  return <p class="hint num">{say(status?.isOnline === false ? "walk-status-offline" : "walk-status", { ...held })}</p>;
}
