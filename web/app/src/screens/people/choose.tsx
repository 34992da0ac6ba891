/** Several people on one phone: who is it now, and their PIN. */
import { useState } from "preact/hooks";
import type { CallError } from "../../core/core";
import type { ProfileEntry } from "../../core/records";
import { failureText } from "../../live/act";
import { core } from "../../live/core";
import { notice } from "../../live/notice";
import { Plain } from "../../shell/plain";
import { isolated, say } from "../../text/text";
import { ForgottenPin } from "./forgotten-pin";
import { PinForm } from "./pin-form";

interface Props {
  profiles: ProfileEntry[];
  onOpened: (profile: ProfileEntry) => void;
  onAdd: () => void;
}

export function Choose({ profiles, onOpened, onAdd }: Props) {
  const [asked, setAsked] = useState<ProfileEntry | undefined>();

  const open = async (entry: ProfileEntry, pin: string | null): Promise<CallError | undefined> => {
    try {
      onOpened(await core.call("openProfile", { profile: entry.profile, pin }));
      return undefined;
    } catch (error) {
      return error as CallError;
    }
  };
  const pick = async (entry: ProfileEntry) => {
    if (entry.hasPin) return setAsked(entry);
    const error = await open(entry, null);
    if (error) notice({ tone: "bad", text: failureText(error) });
  };

  if (asked) {
    return (
      <Plain title={say("people-pin-title", { name: isolated(nameOf(asked)) })}>
        <PinForm onPin={(pin) => open(asked, pin)} onBack={() => setAsked(undefined)} />
        <ForgottenPin profile={asked} onOpened={onOpened} />
      </Plain>
    );
  }
  return (
    <Plain title={say("people-title")}>
      <ul class="plain stack">
        {profiles.map((entry) => (
          <li key={entry.profile}>
            <button type="button" class="card app-person" onClick={() => void pick(entry)}>
              <strong>{nameOf(entry)}</strong>
              <span class="hint">{entry.networkName}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button quiet" onClick={onAdd}>
        {say("people-add")}
      </button>
    </Plain>
  );
}

const nameOf = (entry: ProfileEntry) => entry.memberName ?? say("people-unnamed");
