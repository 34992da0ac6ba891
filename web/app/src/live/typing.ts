/**
 * Keeps other work out of the way of somebody who types: what is read and drawn anew waits for a pause.
 */
const PAUSE_MILLIS = 700;

let typedAt = 0;

/** A key was pressed, or a word was dictated. */
export function typed(): void {
  typedAt = performance.now();
}

/** Whoever typed is done with it, and looks at what became of it. */
export function done(): void {
  typedAt = 0;
}

/** Runs at the next pause, or at once where nobody types. What it returns calls it off. */
export function atPause(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const look = () => {
    const left = typedAt === 0 ? 0 : typedAt + PAUSE_MILLIS - performance.now();
    if (left <= 0) run();
    else timer = setTimeout(look, left);
  };
  timer = setTimeout(look, 0);
  return () => clearTimeout(timer);
}
