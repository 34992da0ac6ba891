/** The state of what was written, in a word, on every screen; leads to the whole of it. */
import { useAnswer } from "../live/use-answer";
import { href } from "../route";
import { say } from "../text/text";
import type { Changes, ProfileStatus } from "../core/records";

const concerns = (changes: Changes) => changes.inStatus;

export function StateChip() {
  const { answer: status } = useAnswer("status", {}, concerns);
  const { tone, text } = status ? words(status) : { tone: "", text: say("chip-looking") };
  return (
    <>
      <a class={`chip app-state ${tone}`} href={href({ at: "status" })}>
        {text}
      </a>
      <p class="visually-hidden" role="status">
        {status && !status.isOnline ? say("chip-offline-told") : ""}
      </p>
    </>
  );
}

function words(status: ProfileStatus): { tone: "good" | "warn" | "bad" | ""; text: string } {
  if (status.wedged.length > 0) return { tone: "bad", text: say("chip-refused") };
  const count = status.waitingChanges;
  const failure = status.failing?.failure;
  if (failure && failure !== "noConnection" && failure !== "serverBusy") {
    return { tone: "warn", text: say("chip-attention") };
  }
  const isOffline = !status.isOnline || failure !== undefined;
  if (count > 0) return { tone: "warn", text: say(isOffline ? "chip-waiting-offline" : "chip-waiting", { count }) };
  return isOffline ? { tone: "", text: say("chip-offline") } : { tone: "good", text: say("chip-held") };
}
