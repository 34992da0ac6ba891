import { core } from "../live/core";
import { Plain } from "../shell/plain";
import { say } from "../text/text";

/** One tab writes; this is another one. It goes on by itself when that one is closed, or when the person says so. */
export function OtherTab({ wasHere }: { wasHere: boolean }) {
  return (
    <Plain title={say(wasHere ? "tab-title-handed-over" : "tab-title")}>
      <p class="lead">{say("tab-lead")}</p>
      <p>{say(wasHere ? "tab-safe-handed-over" : "tab-safe")}</p>
      <button type="button" class="button" onClick={() => core.takeOver()}>
        {say("tab-take-over")}
      </button>
    </Plain>
  );
}
