// One tab writes: a Web Lock says which. The others wait for it, and may ask for it.

const LOCK = "fieldwalk";
const ASK = "hand over";

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
  #isWaiting = false;
  #release: (() => void) | undefined;

  constructor(turn: Turn) {
    this.#turn = turn;
    this.#channel.onmessage = ({ data }) => {
      if (data === ASK) void this.#handOver();
    };
    void this.#wait();
  }

  /** Asks whoever has it to hand over, and waits for it. */
  takeOver(): void {
    this.#channel.postMessage(ASK);
    void this.#wait();
  }

  async #wait(): Promise<void> {
    if (this.#isWaiting || this.#release) return;
    this.#isWaiting = true;
    const isDone = await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => this.#hold(lock));
    if (isDone) return;
    this.#turn.waiting();
    await navigator.locks.request(LOCK, (lock) => this.#hold(lock));
  }

  /** Holds the lock until this tab hands over or is closed; false where there is none to hold. */
  async #hold(lock: Lock | null): Promise<boolean> {
    if (!lock) return false;
    const released = new Promise<void>((release) => {
      this.#release = release;
    });
    this.#isWaiting = false;
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
