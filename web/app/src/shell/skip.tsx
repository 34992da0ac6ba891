import { say } from "../text/text";

/** Past the cover, for who uses a keyboard. Not a link: its `#` would be an address of the app. */
export function Skip() {
  return (
    <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
      {say("frame-skip")}
    </button>
  );
}
