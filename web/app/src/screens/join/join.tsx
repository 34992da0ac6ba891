/**
 * Joining a network with an invite: one tap for who came by its link, a scan or a paste for everybody else.
 *
 * Joining needs a network, once. Should the connection break in between, the same invite may be tried again.
 */
import { useEffect, useState } from "preact/hooks";
import type { CallError } from "../../core/core";
import type { Invite, ProfileEntry } from "../../core/records";
import { failureText } from "../../live/act";
import { core } from "../../live/core";
import { deviceName } from "../../platform/install";
import { forgetInvite } from "../../platform/invite-link";
import { askToPersist } from "../../platform/storage";
import { Plain } from "../../shell/plain";
import { isolated, say } from "../../text/text";
import { HomeScreenFirst, InstallOffer } from "./home-screen";
import { InviteForm } from "./invite-form";
import { readInvite } from "./read-invite";

interface Props {
  /** The code that the app was opened with. */
  invite: string | undefined;
  onJoined: (profile: ProfileEntry) => void;
  /** Back to those who are on this phone already. */
  onBack: (() => void) | undefined;
}

export function Join({ invite: code, onJoined, onBack }: Props) {
  const [invite, setInvite] = useState<Invite>();
  const [problem, setProblem] = useState<string>();
  const [isJoining, setJoining] = useState(false);

  const read = async (text: string) => {
    setProblem(undefined);
    try {
      const invite = await readInvite(text);
      if (isElsewhere(invite)) setProblem(say("join-elsewhere", { address: isolated(invite.serverUrl) }));
      else setInvite(invite);
    } catch {
      setProblem(say("join-not-an-invite"));
    }
  };
  useEffect(() => {
    if (code) void read(code);
  }, [code]);

  const join = async (invite: Invite) => {
    setJoining(true);
    setProblem(undefined);
    // A promise of the browser's to keep what is written; the answer is in the status.
    void askToPersist();
    try {
      const profile = await core.call("join", { invite, deviceName: deviceName(), pin: null });
      forgetInvite();
      onJoined(profile);
    } catch (error) {
      setProblem(joinFailure(error as CallError));
      setJoining(false);
    }
  };

  return (
    <Plain title={say(invite ? "join-title-invited" : "join-title")}>
      <p class="lead">{say("join-lead")}</p>
      <HomeScreenFirst />
      {invite ? (
        <button type="button" class="button app-wide" disabled={isJoining} onClick={() => void join(invite)}>
          {say(isJoining ? "join-joining" : "join-button")}
        </button>
      ) : (
        <InviteForm onText={read} />
      )}
      <p class="error" role="alert">
        {problem}
      </p>
      {invite && problem && (
        <button type="button" class="button quiet" onClick={() => setInvite(undefined)}>
          {say("join-other-code")}
        </button>
      )}
      <InstallOffer />
      {onBack && (
        <button type="button" class="button quiet" onClick={onBack}>
          {say("join-back")}
        </button>
      )}
    </Plain>
  );
}

/** A page talks to its own server and to no other. */
const isElsewhere = (invite: Invite) => new URL(invite.serverUrl).origin !== location.origin;

function joinFailure(error: CallError): string {
  return error.kind === "refused" ? say("join-refused") : failureText(error);
}
