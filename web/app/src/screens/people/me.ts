/** Whose notebook is open. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ProfileEntry } from "../../core/records";

export interface Myself {
  profile: ProfileEntry;
  /** Closes the notebook and asks who is next. */
  leave: () => Promise<void>;
  /** The entry is another one now, e.g. with a PIN. */
  setProfile: (profile: ProfileEntry) => void;
}

export const Me = createContext<Myself | undefined>(undefined);

export function useMe(): Myself {
  const me = useContext(Me);
  if (!me) throw new Error("no notebook is open");
  return me;
}
