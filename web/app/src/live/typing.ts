/**
 * Keeps other work out of the way of somebody who types: what is read and drawn anew waits for a pause.
 */
import { Pause } from "./pause";

const PAUSE_MILLIS = 700;

const waiting = new Set<() => void>();
const pause = new Pause(PAUSE_MILLIS, runAll);

/** A key was pressed, or a word was dictated. */
export function typed(): void {
  pause.touch();
}

/** Whoever typed is done with it, and looks at what became of it. */
export function done(): void {
  pause.stop();
  setTimeout(runAll, 0);
}

/** Runs at the next pause, or right after this where nobody types. What it returns calls it off. */
export function atPause(run: () => void): () => void {
  waiting.add(run);
  if (!pause.isAwaited) setTimeout(runAll, 0);
  return () => waiting.delete(run);
}

function runAll(): void {
  // Somebody has begun to type again.
  if (pause.isAwaited) return;
  const ready = [...waiting];
  waiting.clear();
  for (const run of ready) run();
}
