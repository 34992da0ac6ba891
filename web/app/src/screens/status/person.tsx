/** Whose notebook this is: a PIN for a phone that several use, the next person, the end of it on this phone. */
import { useState } from "preact/hooks";
import type { Changes } from "../../core/records";
import { act, failureText } from "../../live/act";
import { core } from "../../live/core";
import { useAnswer } from "../../live/use-answer";
import { notice } from "../../live/notice";
import { say } from "../../text/text";
import { useMe } from "../people/me";
import { NewPin } from "./new-pin";

const concerns = (changes: Changes) => changes.inFacts || changes.inNetwork;

export function Person() {
  const { profile, leave, setProfile } = useMe();
  const { answer: page } = useAnswer("networkPage", {}, concerns);
  const [isChanging, setChanging] = useState(false);
  const setPin = async (current: string | null, pin: string | null) => {
    if (!(await act("setPin", { current, pin }))) return;
    setChanging(false);
    setProfile({ ...profile, hasPin: pin !== null });
    notice({ tone: "good", text: say(pin === null ? "pin-removed" : "pin-set") });
  };
  const remove = async () => {
    try {
      await core.call("removeProfile", {});
      await leave();
    } catch (error) {
      notice({ tone: "bad", text: failureText(error) });
    }
  };
  return (
    <section class="stack">
      <h2>{say("person-title")}</h2>
      <p>
        {[page?.members.find(({ id }) => id === page.me)?.name ?? profile.memberName, profile.networkName]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {isChanging ? (
        <NewPin hasPin={profile.hasPin} onPin={setPin} onBack={() => setChanging(false)} />
      ) : (
        <div class="actions">
          <button type="button" class="button quiet" onClick={() => void leave()}>
            {say("person-other")}
          </button>
          <button type="button" class="button quiet" onClick={() => setChanging(true)}>
            {say(profile.hasPin ? "pin-change" : "pin-choose")}
          </button>
        </div>
      )}
      <details class="inline">
        <summary>{say("person-remove")}</summary>
        <div class="stack">
          <p>{say("person-remove-hint")}</p>
          <button type="button" class="button danger" onClick={() => void remove()}>
            {say("person-remove-button")}
          </button>
        </div>
      </details>
    </section>
  );
}
