// Shows on the board what is not sent yet, marked as such, and above it how much that is and since when.

// Entries younger than this are on their way and need no words.
const QUIET_MS = 1500;

export class Unsent {
  #box;
  #outbox;
  #timer = 0;
  #wasUnsent = false;

  constructor(box, outbox) {
    this.#box = box;
    this.#outbox = outbox;
    outbox.addEventListener("change", () => this.tell());
  }

  // The words about it.
  tell() {
    clearTimeout(this.#timer);
    const entries = this.#outbox.entries();
    const waiting = entries.filter((entry) => !entry.refused);
    const oldest = waiting[0]?.at ?? 0;
    const isQuiet = !this.#outbox.isFailing && Date.now() - oldest < QUIET_MS;
    if (waiting.length && isQuiet) this.#timer = setTimeout(() => this.tell(), QUIET_MS);
    this.#state(isQuiet ? [] : waiting);
    this.#refused(entries.filter((entry) => entry.refused));
    this.#box.querySelector(".outbox-signed-out").hidden = !this.#outbox.isSignedOut;
  }

  #state(waiting) {
    const state = this.#box.querySelector(".outbox-state");
    const details = this.#box.querySelector("details");
    this.#box.classList.toggle("is-unsent", waiting.length > 0);
    details.hidden = waiting.length === 0;
    if (waiting.length === 0) {
      if (this.#wasUnsent) say(state, this.#box.dataset.saved);
      this.#wasUnsent = false;
      return;
    }
    this.#wasUnsent = true;
    const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const time = clock.format(new Date(Math.min(...waiting.map((entry) => entry.at))));
    say(state, this.#box.dataset.unsent.replace("{count}", waiting.length).replace("{time}", time));
    const list = details.querySelector("ul");
    list.replaceChildren(...waiting.map((entry) => worded("li", entry.words)));
  }

  #refused(refused) {
    const list = this.#box.querySelector(".outbox-refused");
    list.hidden = refused.length === 0;
    const known = new Set([...list.children].map((item) => item.dataset.key));
    const keys = new Set(refused.map((entry) => entry.key));
    for (const item of [...list.children]) if (!keys.has(item.dataset.key)) item.remove();
    for (const entry of refused.filter((entry) => !known.has(entry.key))) list.append(this.#refusal(entry));
  }

  #refusal(entry) {
    const { refused, refusedOther, dismiss } = this.#box.dataset;
    const item = document.createElement("li");
    item.dataset.key = entry.key;
    const reason = document.createElement("p");
    reason.textContent = refused.replace("{reason}", entry.refused === true ? refusedOther : entry.refused);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet small";
    button.textContent = dismiss;
    button.addEventListener("click", () => this.#outbox.dismiss(entry));
    item.append(reason, worded("p", entry.words), button);
    return item;
  }

  // Takes the marks off the board, so that it is as the server sent it.
  clear(board) {
    for (const mark of board.querySelectorAll("[data-unsent-mark]")) mark.remove();
    for (const marked of board.querySelectorAll(".is-unsent")) marked.classList.remove("is-unsent");
  }

  // Puts them on again.
  mark(board) {
    this.clear(board);
    for (const entry of this.#outbox.entries().filter((entry) => !entry.refused)) {
      if (entry.into) this.#add(board, entry);
      if (entry.on) this.#mark(board, entry);
    }
  }

  #add(board, entry) {
    const list = entry.into.split(" ").map((id) => board.querySelector(`#${CSS.escape(id)}`)).find(Boolean);
    if (!list) return;
    const item = worded("li", entry.words);
    item.dataset.unsentMark = "";
    item.append(chip(this.#box.dataset.notSent));
    const body = new URLSearchParams(entry.body);
    const isPattern = body.get("act") === "add-pattern";
    item.className = isPattern ? "column is-new" : "evidence is-new";
    if (isPattern) this.#pattern(board, item, body.get("id"), entry.words);
    list.append(item);
  }

  // A pattern that nobody else knows yet can have notes under it all the same: they are sent after it.
  #pattern(board, item, id, words) {
    item.dataset.pattern = id;
    item.dataset.name = words;
    const under = document.createElement("ul");
    under.id = `under-${id}-supports`;
    under.className = "evidence-list";
    item.append(under);
    for (const select of board.querySelectorAll("select[data-patterns]")) {
      const option = new Option(words, id);
      option.dataset.unsentMark = "";
      select.append(option);
    }
  }

  #mark(board, entry) {
    const marked = board.querySelector(`#${CSS.escape(entry.on)}`);
    if (!marked) return;
    const isRemoval = /act=(remove|take-away|withdraw)/.test(entry.body);
    marked.classList.add("is-unsent");
    const note = chip(isRemoval ? this.#box.dataset.notGone : this.#box.dataset.notSent);
    note.dataset.unsentMark = "";
    marked.append(note);
  }
}

function chip(words) {
  const chip = document.createElement("span");
  chip.className = "chip warn";
  chip.textContent = words;
  return chip;
}

function worded(name, words) {
  const element = document.createElement(name);
  const text = document.createElement("p");
  text.dir = "auto";
  text.className = "evidence-words";
  text.textContent = words;
  element.append(text);
  return element;
}

// A status that says the same again would be spoken again.
function say(status, words) {
  if (status.textContent !== words) status.textContent = words;
}
