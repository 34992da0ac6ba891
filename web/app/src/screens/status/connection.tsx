/** The connection to the server, in one sentence, and what to do where it takes a person. */
import { useState } from "preact/hooks";
import type { ProfileStatus } from "../../core/records";
import { ask } from "../../live/act";
import { useAnswer } from "../../live/use-answer";
import { say, word } from "../../text/text";
import { moment } from "../../text/time";
import { Rejoin } from "./rejoin";

export function Connection() {
  const { answer: status } = useAnswer("status", {});
  const [isSyncing, setSyncing] = useState(false);
  if (!status) return null;
  const sync = async () => {
    setSyncing(true);
    await ask("sync", {});
    setSyncing(false);
  };
  const failure = status.failing?.failure;
  const needsInvite = failure === "signedOut" || failure === "revoked";
  return (
    <section class="stack">
      <div class={`notice ${toneOf(status)}`} role="status">
        <p>
          <strong>{headline(status)}</strong>
        </p>
        {failure && failure !== "noConnection" && <p>{word("sync", failure)}</p>}
        <p class="hint">{say("status-safe")}</p>
      </div>
      <p class="hint num">{lastSync(status)}</p>
      {needsInvite ? (
        <Rejoin />
      ) : (
        <button type="button" class="button quiet" disabled={isSyncing} onClick={() => void sync()}>
          {say(isSyncing ? "status-syncing" : "status-sync")}
        </button>
      )}
    </section>
  );
}

function toneOf({ waitingChanges, failing, isOnline }: ProfileStatus): string {
  return waitingChanges === 0 && !failing && isOnline ? "good" : "warn";
}

function headline({ waitingChanges: count, failing, isOnline }: ProfileStatus): string {
  if (failing?.failure === "noConnection" || (failing && !isOnline)) {
    return say("status-waiting-since", { count, time: moment(failing.since) });
  }
  if (!isOnline) return say("status-waiting-offline", { count });
  return count === 0 && !failing ? say("status-all-held") : say("status-waiting", { count });
}

function lastSync({ lastSyncedAt }: ProfileStatus): string {
  return lastSyncedAt === null ? say("status-never") : say("status-last", { time: moment(lastSyncedAt) });
}
