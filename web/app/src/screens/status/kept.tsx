/** Whether the browser keeps what is written, and whether the app starts without a network. */
import { useEffect, useState } from "preact/hooks";
import { canInstall, install, place } from "../../platform/install";
import { askToPersist, storage, type Storage } from "../../platform/storage";
import { useAppState } from "../../platform/update";
import { say } from "../../text/text";

/** Below this, a person is told before the phone is full. */
const LITTLE_BYTES = 50 << 20;

export function Kept() {
  const [kept, setKept] = useState<Storage>();
  const [wasRefused, setRefused] = useState(false);
  const app = useAppState();
  const look = () => void storage().then(setKept);
  useEffect(look, []);
  if (!kept) return null;
  const persist = async () => {
    setRefused(!(await askToPersist()));
    look();
  };
  return (
    <section class="stack">
      <h2>{say("kept-title")}</h2>
      {kept.isPersistent ? (
        <p>{say("kept-persistent")}</p>
      ) : (
        <div class="notice warn">
          <p>{say("kept-may-go")}</p>
          {wasRefused && <p>{say(place() === "installed" ? "kept-refused" : "kept-refused-install")}</p>}
          <div class="cluster">
            <button type="button" class="button small" onClick={() => void persist()}>
              {say("kept-ask")}
            </button>
            {canInstall() && (
              <button type="button" class="button quiet small" onClick={() => void install().then(look)}>
                {say("home-screen-install")}
              </button>
            )}
          </div>
        </div>
      )}
      {kept.left !== undefined && kept.left < LITTLE_BYTES && <p class="notice bad">{say("kept-full")}</p>}
      {app && <p class={app.isWhole ? "" : "notice warn"}>{say(app.isWhole ? "kept-offline" : "kept-not-offline")}</p>}
    </section>
  );
}
