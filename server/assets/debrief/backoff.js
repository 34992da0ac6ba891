// How long to wait before trying again: twice as long each time, up to a minute, and never quite the same for two
// browsers that lost the same connection.

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

export class Backoff {
  #tries = 0;
  #seed;

  constructor(seed = crypto.getRandomValues(new Uint32Array(1))[0]) {
    this.#seed = seed;
  }

  // Milliseconds until the next try.
  next() {
    const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#tries);
    this.#tries += 1;
    return whole * (0.5 + this.#chance() / 2);
  }

  reset() {
    this.#tries = 0;
  }

  // Mulberry32: small, and the same for the same seed.
  #chance() {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), this.#seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
