/**
 * What the app has to say beside the screen: at the foot of the window, where it moves nothing, and read out by a
 * screen reader. What went wrong stays until it is dismissed; what went well goes with the screen it was about, or by
 * itself.
 */
import { useEffect, useState } from "preact/hooks";
import { dismiss, type Notice, showBy } from "../live/notice";
import { say } from "../text/text";
import { UpdateOffer } from "./update-offer";
import { ClockNotice } from "./wrong-clock";

/** Long enough to be read twice, and to be taken back. What can be taken back here can be elsewhere, too. */
const GOOD_MILLIS = 12_000;

export function Notices() {
  const [current, setCurrent] = useState<Notice>();
  useEffect(() => showBy(setCurrent), []);
  useEffect(() => {
    if (current?.tone !== "good") return undefined;
    const timer = setTimeout(dismiss, GOOD_MILLIS);
    addEventListener("hashchange", dismiss);
    return () => {
      clearTimeout(timer);
      removeEventListener("hashchange", dismiss);
    };
  }, [current]);
  return (
    <div class="notices" role="status" aria-live="polite">
      <UpdateOffer />
      <ClockNotice />
      {current && (
        <div class={`notice ${current.tone}`}>
          <p>{current.text}</p>
          <div class="cluster">
            {current.action && (
              <button type="button" class="button small" onClick={() => (dismiss(), current.action?.run())}>
                {current.action.label}
              </button>
            )}
            <button type="button" class="button quiet small" onClick={dismiss}>
              {say("notice-dismiss")}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
