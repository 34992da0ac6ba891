/** A forgotten PIN: another invite of the same person opens the notebook again, with everything that was written. */
import { useState } from "preact/hooks";
import type { ProfileEntry } from "../../core/records";
import { failureText } from "../../live/act";
import { core } from "../../live/core";
import { deviceName } from "../../platform/install";
import { say } from "../../text/text";
import { InviteForm } from "../join/invite-form";
import { readInvite } from "../join/read-invite";

interface Props {
  profile: ProfileEntry;
  onOpened: (profile: ProfileEntry) => void;
}

export function ForgottenPin({ profile: { profile }, onOpened }: Props) {
  const [problem, setProblem] = useState<string>();
  const reset = async (text: string) => {
    setProblem(undefined);
    try {
      const invite = await readInvite(text);
      onOpened(await core.call("resetPin", { profile, invite, deviceName: deviceName(), pin: null }));
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <details class="inline">
      <summary>{say("pin-forgotten")}</summary>
      <div class="stack">
        <p>{say("pin-forgotten-hint")}</p>
        <InviteForm onText={reset} />
        <p class="error" role="alert">
          {problem}
        </p>
      </div>
    </details>
  );
}
