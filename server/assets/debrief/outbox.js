// What was done here and is not known to be held by the server yet.
//
// Whatever a person does is kept in this browser first and sent then: in order, one at a time, again and again until the
// server says that it has it or says why it will not. Each entry has a key of its own in the browser's storage, so
// that two tabs never overwrite each other; of all tabs one sends. Sending twice does no harm: the ids of what is new
// were made here. Nothing leaves the outbox unless the server took it or the person dismissed it.
//
// Tells as events what happens: `change` (look again), `held` (the server has this entry), `dismissed`.

import { Backoff } from "./backoff.js";
import { freshId } from "./ids.js";

const ANSWER_MS = 20_000;

export class Outbox extends EventTarget {
  #url;
  #prefix;
  #backoff = new Backoff();
  #timer = 0;
  #isSending = false;
  #isDue = false;

  // Whether the last try did not get through.
  isFailing = false;
  // Whether the server asks who is there.
  isSignedOut = false;

  constructor(url, member, visit) {
    super();
    this.#url = url;
    this.#prefix = `fieldwalk.outbox.${member}.${visit}.`;
    addEventListener("online", () => this.retry());
    addEventListener("focus", () => this.retry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.retry());
    addEventListener("storage", (event) => event.key?.startsWith(this.#prefix) && this.#tell("change"));
  }

  // All entries, in the order in which they were made.
  entries() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix)).sort();
    const read = (key) => {
      try {
        return { key, ...JSON.parse(localStorage.getItem(key)) };
      } catch {
        return null;
      }
    };
    return keys.map(read).filter((entry) => entry?.body);
  }

  // Keeps an entry, then sends it. Throws where this browser cannot keep it.
  put(entry) {
    const key = this.#prefix + freshId();
    localStorage.setItem(key, JSON.stringify({ ...entry, at: Date.now() }));
    this.#tell("change");
    this.#send();
    return key;
  }

  // Keeps the words of a text: one entry for one person's writing as long as it has not been sent. What is on its way
  // already may be replaced too; it is then sent once more with the new words.
  putText(place, entry) {
    const wanted = new URLSearchParams(entry.body);
    const isSame = (known) => new URLSearchParams(known.body).get("edit") === wanted.get("edit");
    const same = this.entries().find((known) => known.place === place && !known.refused && isSame(known));
    if (!same) return this.put({ ...entry, place });
    const { key, ...known } = same;
    const body = new URLSearchParams(known.body);
    body.set("text", wanted.get("text"));
    localStorage.setItem(key, JSON.stringify({ ...known, words: entry.words, body: body.toString() }));
    this.#tell("change");
    this.#send();
    return key;
  }

  // A writer's view of a text moved on: what waits with the old view is sent with the new one.
  rebase(place, edit, seen, nextEdit) {
    for (const { key, ...entry } of this.entries()) {
      const body = new URLSearchParams(entry.body);
      if (entry.place !== place || body.get("edit") !== edit) continue;
      body.set("seen", seen);
      body.set("edit", nextEdit);
      localStorage.setItem(key, JSON.stringify({ ...entry, body: body.toString() }));
    }
  }

  // Takes away what was refused.
  dismiss(entry) {
    localStorage.removeItem(entry.key);
    this.dispatchEvent(new CustomEvent("dismissed", { detail: { entry } }));
    this.#tell("change");
  }

  // Tries now.
  retry() {
    clearTimeout(this.#timer);
    this.#send();
  }

  async #send() {
    this.#isDue = true;
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#isDue) {
        this.#isDue = false;
        await this.#alone(() => this.#sendAll());
      }
    } finally {
      this.#isSending = false;
    }
  }

  // Of all tabs, one at a time. Without locks each sends what it finds, which does no harm.
  #alone(work) {
    return navigator.locks ? navigator.locks.request(this.#prefix, work) : work();
  }

  async #sendAll() {
    for (;;) {
      const entry = this.entries().find((known) => !known.refused);
      if (!entry) return;
      if (!(await this.#deliver(entry))) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#send(), this.#backoff.next());
        return;
      }
    }
  }

  // Whether to go on with the next.
  async #deliver(entry) {
    let answer;
    let told = {};
    try {
      answer = await fetch(this.#url, {
        method: "POST",
        body: new URLSearchParams(entry.body),
        headers: { Accept: "application/json" },
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (isJson) told = await answer.json();
    } catch {
      return this.#failed(false);
    }
    if (answer.status === 401 || answer.type === "opaqueredirect") return this.#failed(true);
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return this.#failed(false);
    this.#backoff.reset();
    this.isFailing = false;
    this.isSignedOut = false;
    if (answer.ok) this.#held(entry, told);
    else this.#refused(entry, told.reason);
    return true;
  }

  #failed(isSignedOut) {
    this.isFailing = true;
    this.isSignedOut = isSignedOut;
    this.#tell("change");
    return false;
  }

  #held(entry, told) {
    const stored = localStorage.getItem(entry.key);
    const { key, ...sent } = entry;
    // Other words may have been written meanwhile; they stay.
    const isSame = stored === JSON.stringify(sent);
    if (isSame) localStorage.removeItem(key);
    this.dispatchEvent(new CustomEvent("held", { detail: { entry, seen: told.seen } }));
    this.#tell("change");
  }

  #refused(entry, reason) {
    const { key, ...sent } = entry;
    localStorage.setItem(key, JSON.stringify({ ...sent, refused: reason || true }));
    this.#tell("change");
  }

  #tell(what) {
    this.dispatchEvent(new Event(what));
  }
}
