/**
 * Runs something once somebody pauses. A key costs a look at the clock and no timer of its own: the one that is running
 * looks at how long the pause is by then, and one that nobody waits for any more runs out.
 */
export class Pause {
  #touchedAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly millis: number,
    private readonly run: () => void,
  ) {}

  /** Whether it was touched and nothing was run since. */
  get isAwaited(): boolean {
    return this.#touchedAt !== undefined;
  }

  /** A key was pressed. */
  touch(): void {
    this.#touchedAt = performance.now();
    this.#timer ??= setTimeout(this.#look, this.millis);
  }

  /** It was seen to, or nobody waits for it any more. */
  stop(): void {
    this.#touchedAt = undefined;
  }

  #look = (): void => {
    this.#timer = undefined;
    if (this.#touchedAt === undefined) return;
    const left = this.#touchedAt + this.millis - performance.now();
    if (left > 0) {
      this.#timer = setTimeout(this.#look, left);
    } else {
      this.#touchedAt = undefined;
      this.run();
    }
  };
}
