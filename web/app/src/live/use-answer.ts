/**
 * What the core answers, read again whenever it may have changed. The core is the app's only state: no screen keeps a
 * copy of its own.
 */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { CallError } from "../core/core";
import type { Answer, Args, Method } from "../core/protocol";
import type { Changes } from "../core/records";
import { core } from "./core";
import { atPause } from "./typing";

/** Changes that come in a row, as in a sync, are read once. */
const SETTLE_MILLIS = 50;

export interface Read<T> {
  /** The latest answer; none before the first. */
  answer: T | undefined;
  /** Why there is none. */
  error: CallError | undefined;
}

/**
 * The answer to a call. `concerns` says which changes make it worth asking again, by default all; it is to be the same
 * function from one rendering to the next.
 */
export function useAnswer<M extends Method>(
  method: M,
  args: Args<M>,
  concerns: (changes: Changes) => boolean = always,
): Read<Answer<M>> {
  const [read, setRead] = useState<Read<Answer<M>> & { of: string }>();
  const key = JSON.stringify([method, args]);

  useEffect(() => {
    let isOver = false;
    let latest = 0;
    let callOff: (() => void) | undefined;
    const ask = async () => {
      callOff = undefined;
      const turn = ++latest;
      const [method, args] = JSON.parse(key) as [M, Args<M>];
      const read = await core.call(method, args).then(
        (answer) => ({ answer, error: undefined, of: key }),
        (error: CallError) => ({ answer: undefined, error, of: key }),
      );
      if (!isOver && turn === latest) setRead(read);
    };
    const askSoon = () => {
      const timer = setTimeout(() => (callOff = atPause(() => void ask())), SETTLE_MILLIS);
      callOff = () => clearTimeout(timer);
    };
    void ask();
    const stop = core.listen((event) => {
      if (event.event === "changed" && concerns(event.changes) && !callOff) askSoon();
    });
    return () => {
      isOver = true;
      stop();
      callOff?.();
    };
  }, [key, concerns]);

  // What was answered to another question is not an answer to this one.
  return read?.of === key ? read : NOTHING;
}

/** As `useAnswer`, for what belongs to one visit. */
export function useVisitAnswer<M extends Method>(method: M, args: Args<M> & { visit: string }): Read<Answer<M>> {
  const { visit } = args;
  const concerns = useCallback(
    (changes: Changes) => changes.visits.includes(visit) || changes.inFacts || changes.inStatus,
    [visit],
  );
  return useAnswer(method, args, concerns);
}

const always = () => true;
const NOTHING = { answer: undefined, error: undefined };
