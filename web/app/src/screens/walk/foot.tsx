/** Under the thumb, wherever the page was scrolled to: write, count, wonder. */
import { say } from "../../text/text";
import { SHEET } from "./sheet-id";

interface Props {
  onWrite: () => void;
  onCount: () => void;
  onWonder: () => void;
}

export function Foot({ onWrite, onCount, onWonder }: Props) {
  // In the same turn as the tap: else the keyboard of an iPhone stays down.
  const write = (begin: () => void) => {
    begin();
    const sheet = document.getElementById(SHEET);
    sheet?.focus({ preventScroll: true });
    sheet?.scrollIntoView({ block: "center" });
  };
  return (
    <div class="app-foot app-walk-foot">
      <button type="button" class="button quiet" onClick={onCount}>
        {say("foot-count")}
      </button>
      <button type="button" class="button app-write" onClick={() => write(onWrite)}>
        {say("foot-write")}
      </button>
      <button type="button" class="button quiet" onClick={() => write(onWonder)}>
        {say("foot-wonder")}
      </button>
    </div>
  );
}
