/**
 * Runs something once somebody pauses. A key costs a look at the clock and no timer of its own: the one that is running
 * looks at how long the pause is by then.
 */
export class Pause {
  #touchedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly millis: number,
    private readonly run: () => void,
  ) {}

  /** A key was pressed. */
  touch(): void {
    this.#touchedAt = performance.now();
    this.#timer ??= setTimeout(this.#look, this.millis);
  }

  /** It was seen to, or nobody waits for it any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look = (): void => {
    const left = this.#touchedAt + this.millis - performance.now();
    this.#timer = left > 0 ? setTimeout(this.#look, left) : undefined;
    if (left <= 0) this.run();
  };
}
