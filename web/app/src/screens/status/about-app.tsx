import { useAppState } from "../../platform/update";
import { say } from "../../text/text";

/** Which version this is, for who asks. */
export function AboutApp() {
  const state = useAppState();
  if (!state) return null;
  const hasNewer = state.newest !== state.running;
  return (
    <p class="hint">
      {say("app-version", { version: state.running.slice(0, 8) })} {hasNewer && say("app-newer")}
    </p>
  );
}
