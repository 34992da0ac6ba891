/**
 * A phone's clock that is not the server's: said in full in the status, and beside a visit's screens, where it covers what
 * somebody writes on, in as few words as will do, until it was read.
 * Nothing is lost by it. From when on it matters is the core's to say.
 */
import { useEffect, useState } from "preact/hooks";
import type { Changes } from "../core/records";
import { useAnswer } from "../live/use-answer";
import { href, useRoute } from "../route";
import { say } from "../text/text";
import { duration } from "../text/time";

const concerns = (changes: Changes) => changes.inStatus;

/** By how many milliseconds the clock is ahead; none while it is right enough. */
function useClockGap(): number | undefined {
  const { answer: status } = useAnswer("status", {}, concerns);
  return status?.clockGap ?? undefined;
}

export function WrongClock() {
  const gap = useClockGap();
  if (gap === undefined) return null;
  return (
    <section class="notice warn">
      <WhatIsWrong gap={gap} />
      <p>
        {say("clock-times")} {say("clock-do")}
      </p>
      <p class="hint">{say("clock-other")}</p>
    </section>
  );
}

export function ClockNotice() {
  const gap = useClockGap();
  const { at } = useRoute();
  const [wasRead, setRead] = useState(false);
  const isWrong = gap !== undefined;
  // A clock that was right meanwhile is told of anew.
  useEffect(() => setRead(false), [isWrong]);
  if (!isWrong || wasRead || at !== "visit") return null;
  return (
    <div class="notice warn">
      <WhatIsWrong gap={gap} />
      <div class="cluster">
        <a class="button small" href={href({ at: "status" })}>
          {say("clock-more")}
        </a>
        <button type="button" class="button quiet small" onClick={() => setRead(true)}>
          {say("notice-dismiss")}
        </button>
      </div>
    </div>
  );
}

function WhatIsWrong({ gap }: { gap: number }) {
  return (
    <p>
      <strong>{say(gap > 0 ? "clock-ahead" : "clock-behind", { time: duration(Math.abs(gap)) })}</strong>{" "}
      {say("clock-safe")}
    </p>
  );
}
