// One tab writes: a Web Lock says which. The others wait for it, and may ask for it.

const LOCK = "fieldwalk";

interface Turn {
  /** This tab has it now. */
  taken: () => Promise<void>;
  /** Another tab has it. */
  waiting: () => void;
  /** Another tab asks for it: finish and let go. */
  giveUp: () => Promise<void>;
}

export class OneTab {
  readonly #turn: Turn;
  readonly #channel = new BroadcastChannel(LOCK);
  #release: (() => void) | undefined;

  constructor(turn: Turn) {
    this.#turn = turn;
    this.#channel.onmessage = ({ data }) => {
      if (data === "hand over") void this.#handOver();
    };
    void this.#ask();
  }

  /** Asks whoever has it to hand over, and waits for it. */
  takeOver(): void {
    this.#channel.postMessage("hand over");
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const isFree = await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => this.#hold(lock));
    if (isFree) return;
    this.#turn.waiting();
    await navigator.locks.request(LOCK, (lock) => this.#hold(lock));
  }

  /** Holds the lock until this tab hands over or is closed; false where there was none to hold. */
  async #hold(lock: Lock | null): Promise<boolean> {
    if (!lock) return false;
    const released = new Promise<void>((release) => {
      this.#release = release;
    });
    await this.#turn.taken();
    await released;
    return true;
  }

  async #handOver(): Promise<void> {
    const release = this.#release;
    if (!release) return;
    this.#release = undefined;
    await this.#turn.giveUp();
    release();
  }
}
