/** The server no longer knows this phone. Writing goes on; another invite has everything sent. */
import { useState } from "preact/hooks";
import { failureText } from "../../live/act";
import { core } from "../../live/core";
import { deviceName } from "../../platform/install";
import { notice } from "../../live/notice";
import { say } from "../../text/text";
import { InviteForm } from "../join/invite-form";
import { readInvite } from "../join/read-invite";

export function Rejoin() {
  const [problem, setProblem] = useState<string>();
  const rejoin = async (text: string) => {
    setProblem(undefined);
    try {
      await core.call("rejoin", { invite: await readInvite(text), deviceName: deviceName() });
      notice({ tone: "good", text: say("rejoin-done") });
      // How it went is in the status.
      core.call("sync", {}).catch(() => undefined);
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <div class="card">
      <h2>{say("rejoin-title")}</h2>
      <p>{say("rejoin-lead")}</p>
      <InviteForm onText={rejoin} />
      <p class="error" role="alert">
        {problem}
      </p>
    </div>
  );
}
