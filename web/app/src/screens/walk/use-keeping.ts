/**
 * Whether what was typed is on the device. At once as an attribute of the sheet, which draws nothing; in words once that
 * takes long or fails. A page with words that are nowhere else is not left without a question.
 */
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Pause } from "../../live/pause";
import type { Keeping } from "./desk";

/** As long as nobody wonders about it. */
const NOTICED_MILLIS = 1_000;

export interface KeepingSign {
  keeping: Keeping;
  isFailing: () => boolean;
  sign: RefObject<HTMLElement | null>;
  hear: (keeping: Keeping) => void;
}

export function useKeeping(): KeepingSign {
  const [keeping, setKeeping] = useState<Keeping>("kept");
  const sign = useRef<HTMLElement>(null);
  const latest = useRef<Keeping>("kept");
  const slow = useMemo(() => new Pause(NOTICED_MILLIS, () => setKeeping("pending")), []);
  const isFailing = () => isFailure(latest.current);

  const hear = (keeping: Keeping) => {
    sign.current?.setAttribute("data-keeping", isFailure(keeping) ? "failed" : keeping);
    // Trying again is no good news yet.
    if (keeping === "pending" && isFailing()) return;
    latest.current = keeping;
    if (keeping === "pending") {
      if (!slow.isAwaited) slow.touch();
    } else {
      slow.stop();
      setKeeping(keeping);
    }
  };

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => isFailing() && event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => {
      removeEventListener("beforeunload", ask);
      slow.stop();
    };
  }, []);
  return { keeping, isFailing, sign, hear };
}

export const isFailure = (keeping: Keeping) => typeof keeping === "object";
