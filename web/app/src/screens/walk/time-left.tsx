/** How long this room still takes, as planned. Looked at again by itself, and never read out uncalled for. */
import { useEffect, useState } from "preact/hooks";
import type { WalkSlot } from "../../core/records";
import { say } from "../../text/text";
import { moment } from "../../text/time";

const MINUTE = 60_000;

export function TimeLeft({ slot }: { slot: WalkSlot }) {
  const now = useNow();
  return <p class="app-time-left num">{words(slot, now)}</p>;
}

export function words({ startsAt, endsAt, finishedAt }: WalkSlot, now: number): string {
  if (finishedAt !== null) return say("time-left-room", { time: moment(finishedAt, now) });
  // Further away than this, a countdown says less than the time of day.
  if (now < startsAt - 60 * MINUTE) return moment(startsAt, now);
  if (now < startsAt) return say("time-until", { minutes: Math.ceil((startsAt - now) / MINUTE) });
  if (now < endsAt) return say("time-left", { minutes: Math.ceil((endsAt - now) / MINUTE) });
  if (now < endsAt + 60 * MINUTE) return say("time-over", { minutes: Math.floor((now - endsAt) / MINUTE) });
  return say("time-was", { time: moment(endsAt, now) });
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
