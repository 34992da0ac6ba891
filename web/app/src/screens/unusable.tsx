import type { Unusable as Why } from "../core/protocol";
import { Plain } from "../shell/plain";
import { say } from "../text/text";

const WORDS = {
  noStorage: "unusable-no-storage",
  oldBrowser: "unusable-old-browser",
  storageFailed: "unusable-storage-failed",
} as const satisfies Record<Why, string>;

/** Nothing can be kept here: said before a word is typed. */
export function Unusable({ why }: { why: Why }) {
  return (
    <Plain title={say("unusable-title")}>
      <p class="notice bad">{say(WORDS[why])}</p>
      <p>{say("unusable-safe")}</p>
      <p>{say(why === "storageFailed" ? "unusable-next-failed" : "unusable-next")}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {say("unusable-again")}
      </button>
    </Plain>
  );
}
