// The board as it is now: the server says that it changed, the page asks for it. Losing the stream costs only time.
//
// Tells as events: `before` and `after` the board is replaced, `paused` and `resumed`.

import { Backoff } from "./backoff.js";
import { morph } from "./morph.js";

const ANSWER_MS = 20_000;
// Between two looks at the board, so that a busy table does not make a busy server.
const REST_MS = 400;

export class Live extends EventTarget {
  #board;
  #url;
  #isKept;
  #isBusy;
  #backoff = new Backoff();
  #stream = null;
  #mark = null;
  #isAsking = false;
  #isDue = false;
  #timer = 0;

  // The step that is looked at. Where the group goes, its members follow when they are done here.
  step;

  // `isKept` names parts of the board that are somebody's at this moment; as long as `isBusy`, all of it is.
  constructor(board, url, isKept, isBusy) {
    super();
    this.#board = board;
    this.step = board.dataset.step;
    this.#url = url;
    this.#isKept = isKept;
    this.#isBusy = isBusy;
    addEventListener("online", () => this.#listen());
    addEventListener("offline", () => this.#paused());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#listen());
    this.#listen();
  }

  // Asks for the board, once more if it is being asked for already.
  async refresh() {
    this.#isDue = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#isDue && !this.#isBusy()) {
        this.#isDue = false;
        await this.#ask();
        await new Promise((done) => setTimeout(done, REST_MS));
      }
    } finally {
      this.#isAsking = false;
    }
  }

  #listen() {
    if (this.#stream && this.#stream.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.#timer);
    this.#stream = new EventSource(`${this.#url}/events`);
    this.#stream.addEventListener("board", (event) => {
      this.#backoff.reset();
      this.dispatchEvent(new Event("resumed"));
      const isNew = this.#mark !== event.data;
      this.#mark = event.data;
      if (isNew) this.refresh();
    });
    this.#stream.addEventListener("error", () => {
      this.#paused();
      // A browser tries again by itself only where it got no answer at all.
      if (this.#stream.readyState === EventSource.CLOSED) {
        this.#timer = setTimeout(() => this.#listen(), this.#backoff.next());
      }
    });
  }

  #paused() {
    this.#mark = null;
    this.dispatchEvent(new Event("paused"));
  }

  async #ask() {
    const query = new URLSearchParams(location.search);
    query.set("step", this.step);
    query.set("part", "board");
    let fresh;
    try {
      const answer = await fetch(`${this.#url}?${query}`, {
        headers: { Accept: "text/html" },
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      if (!answer.ok) return;
      fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#board");
    } catch {
      // The stream will say again that there is something.
      this.#mark = null;
      return;
    }
    if (!fresh || this.#isBusy()) {
      this.#isDue = true;
      return;
    }
    this.dispatchEvent(new Event("before"));
    const place = placeOfFocus();
    morph(this.#board, fresh, this.#isKept);
    backTo(place);
    this.dispatchEvent(new Event("after"));
  }
}

// Where the focus is, and what is near it if it goes.
function placeOfFocus() {
  const focused = document.activeElement;
  const item = focused?.closest?.("li");
  const index = item ? [...item.parentElement.children].indexOf(item) : 0;
  return { focused, section: focused?.closest?.("section"), list: item?.parentElement, index };
}

function backTo({ focused, section, list, index }) {
  if (!focused || focused === document.body || document.activeElement === focused) return;
  if (focused.isConnected) return focused.focus({ preventScroll: true });
  const next = list?.isConnected ? list.children[Math.min(index, list.children.length - 1)] : null;
  const near = next?.querySelector("[data-grip], summary, textarea") ?? section?.querySelector("h2");
  near?.focus({ preventScroll: true });
}
