/**
 * Who writes. A phone may carry several people, each with a notebook of their own; who is alone on it and has no PIN
 * sees nothing of this.
 */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { ProfileEntry } from "../../core/records";
import { failureText } from "../../live/act";
import { core } from "../../live/core";
import { go } from "../../route";
import { notice } from "../../live/notice";
import { Join } from "../join/join";
import { Screens } from "../screens";
import { Starting } from "../starting";
import { Choose } from "./choose";
import { Me } from "./me";

type Who =
  | { is: "looking" }
  /** Nobody yet, or one more. */
  | { is: "joining"; invite: string | undefined; others: ProfileEntry[] }
  | { is: "choosing"; profiles: ProfileEntry[] }
  | { is: "writing"; profile: ProfileEntry };

export function People({ invite }: { invite: string | undefined }) {
  const [who, setWho] = useState<Who>({ is: "looking" });

  const choose = useCallback(async () => {
    const profiles = await joined();
    setWho(profiles.length > 0 ? { is: "choosing", profiles } : { is: "joining", invite: undefined, others: [] });
  }, []);

  useEffect(() => {
    begin(invite).then(setWho, (error) => notice({ tone: "bad", text: failureText(error) }));
  }, [invite]);

  const leave = async () => {
    await core.call("closeProfile", {}).catch(() => undefined);
    go({ at: "visits" }, "instead");
    await choose();
  };
  const add = async () => setWho({ is: "joining", invite: undefined, others: await joined() });

  switch (who.is) {
    case "looking":
      return <Starting />;
    case "joining":
      return (
        <Join
          invite={who.invite}
          onJoined={(profile) => setWho({ is: "writing", profile })}
          onBack={who.others.length > 0 ? () => void choose() : undefined}
        />
      );
    case "choosing":
      return <Choose profiles={who.profiles} onOpened={(profile) => setWho({ is: "writing", profile })} onAdd={add} />;
    case "writing":
      return (
        <Me.Provider
          value={{ profile: who.profile, leave, setProfile: (profile) => setWho({ is: "writing", profile }) }}
        >
          <Screens key={who.profile.profile} />
        </Me.Provider>
      );
  }
}

/** Where to begin: with the invite, with the only notebook there is, or with a choice. */
async function begin(invite: string | undefined): Promise<Who> {
  const profiles = await joined();
  if (invite !== undefined) return { is: "joining", invite, others: profiles };
  const [only, second] = profiles;
  if (!only) return { is: "joining", invite: undefined, others: [] };
  if (second || only.hasPin) return { is: "choosing", profiles };
  try {
    const profile = await core.call("openProfile", { profile: only.profile, pin: null });
    return { is: "writing", profile };
  } catch (error) {
    notice({ tone: "bad", text: failureText(error) });
    return { is: "choosing", profiles };
  }
}

/** The notebooks on this phone; one that was begun and never joined a network is none. */
async function joined(): Promise<ProfileEntry[]> {
  const profiles = await core.call("profiles", {});
  return profiles.filter((entry) => entry.member !== null);
}
