/** Brings people to the home screen before the first word, where words in a tab would stay in the tab. */
import { useState } from "preact/hooks";
import { canInstall, install, place } from "../../platform/install";
import { say } from "../../text/text";

export function HomeScreenFirst() {
  if (place() !== "ios-tab") return null;
  return (
    <div class="notice warn">
      <p>
        <strong>{say("home-screen-first")}</strong>
      </p>
      <ol>
        <li>{say("home-screen-share")}</li>
        <li>{say("home-screen-add")}</li>
        <li>{say("home-screen-open")}</li>
      </ol>
      <p class="hint">{say("home-screen-why")}</p>
    </div>
  );
}

/** Offers the home screen where it is a matter of taste. */
export function InstallOffer() {
  const [isOffered, setOffered] = useState(canInstall);
  if (!isOffered) return null;
  return (
    <button type="button" class="button quiet" onClick={() => void install().then(() => setOffered(false))}>
      {say("home-screen-install")}
    </button>
  );
}
