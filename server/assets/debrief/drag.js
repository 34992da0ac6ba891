// Placing evidence by hand: with a mouse, a finger, or the keyboard. All three end in the form that each piece has
// anyway, which is the way for everybody else (WCAG 2.2, 2.5.7).

// Near an edge of the window or of a pane it scrolls by itself.
const EDGE = 72;
const STEP = 14;
// Less than this is a press, not a drag.
const SLACK = 6;

export class Drag {
  #board;
  #words;
  #announce;
  #drag = null;
  #frame = 0;

  // `words` holds what is said; `announce` says it.
  constructor(board, words, announce) {
    this.#board = board;
    this.#words = words;
    this.#announce = announce;
    board.addEventListener("pointerdown", (event) => this.#down(event));
    board.addEventListener("pointermove", (event) => this.#move(event));
    board.addEventListener("pointerup", (event) => this.#up(event));
    board.addEventListener("pointercancel", () => this.#drag?.pointer && this.#cancel());
    board.addEventListener("keydown", (event) => this.#key(event));
    board.addEventListener("focusout", (event) => event.target === this.#drag?.grip && this.#left());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#drag?.pointer && this.#cancel());
  }

  // Whether something is being moved.
  get isDragging() {
    return this.#drag !== null;
  }

  // By pointer

  #down(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0 || this.#drag) return;
    event.preventDefault();
    grip.focus({ preventScroll: true });
    grip.setPointerCapture(event.pointerId);
    this.#begin(grip, { pointer: event.pointerId, x: event.clientX, y: event.clientY });
  }

  #move(event) {
    if (this.#drag?.pointer !== event.pointerId) return;
    const drag = this.#drag;
    Object.assign(drag, { atX: event.clientX, atY: event.clientY });
    if (!drag.ghost && Math.hypot(drag.atX - drag.x, drag.atY - drag.y) < SLACK) return;
    drag.ghost ??= ghostOf(drag.piece);
    this.#point();
    this.#frame ||= requestAnimationFrame(() => this.#scroll());
  }

  // What is under the pointer.
  #point() {
    const { ghost, atX, atY } = this.#drag;
    ghost.style.transform = `translate(${atX + 12}px, ${atY + 12}px)`;
    const under = document.elementFromPoint(atX, atY);
    const pattern = under?.closest("[data-pattern]");
    if (pattern && this.#board.contains(pattern)) this.#over(pattern, under.closest("[data-bearing]"));
    else this.#over(null, null);
  }

  #scroll() {
    this.#frame = 0;
    const drag = this.#drag;
    if (!drag?.ghost) return;
    const under = document.elementFromPoint(drag.atX, drag.atY);
    const pane = under?.closest(".pane");
    const isPane = pane && pane.scrollHeight > pane.clientHeight + 1;
    const box = isPane ? pane.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const top = Math.max(box.top, 0);
    const bottom = Math.min(box.bottom, innerHeight);
    const by = drag.atY < top + EDGE ? -STEP : drag.atY > bottom - EDGE ? STEP : 0;
    if (by) {
      (isPane ? pane : document.scrollingElement).scrollBy(0, by);
      this.#point();
      this.#frame = requestAnimationFrame(() => this.#scroll());
    }
  }

  #up(event) {
    if (this.#drag?.pointer !== event.pointerId) return;
    const { ghost, target, zone } = this.#drag;
    if (ghost && target) this.#drop(target, zone?.dataset.bearing ?? "supports");
    else this.#end();
  }

  // By keyboard

  #key(event) {
    const grip = event.target.closest?.("[data-grip]");
    if (!grip) return;
    if (!this.#drag) {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      this.#pick(grip);
      return;
    }
    if (this.#drag.pointer) return;
    const does = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
    if (does) this.#go(...does);
    else if (event.key === " " || event.key === "Enter") this.#drop(this.#drag.target, this.#bearing());
    else if (event.key === "Escape") this.#cancel();
    else return;
    event.preventDefault();
  }

  #pick(grip) {
    const patterns = [...this.#board.querySelectorAll("[data-pattern]")];
    if (patterns.length === 0) return this.#announce(this.#words.noPattern);
    const piece = grip.closest("[data-evidence]");
    const here = patterns.findIndex((pattern) => pattern.dataset.pattern === piece.dataset.under);
    this.#begin(grip, { patterns, number: Math.max(here, 0), bearing: this.#bearingOf(piece) });
    const words = piece.querySelector(".evidence-words").textContent.trim().slice(0, 60);
    this.#announce(this.#words.picked.replace("{words}", words));
    this.#show();
  }

  #go(patterns, bearings) {
    const drag = this.#drag;
    drag.number = (drag.number + patterns + drag.patterns.length) % drag.patterns.length;
    const zones = this.#zones().length || 1;
    drag.bearing = (drag.bearing + bearings + zones) % zones;
    const target = this.#show();
    this.#announce(
      this.#words.over
        .replace("{number}", drag.number + 1)
        .replace("{all}", drag.patterns.length)
        .replace("{pattern}", target.dataset.name)
        .replace("{bearing}", drag.zone?.dataset.name ?? ""),
    );
  }

  #show() {
    const target = this.#drag.patterns[this.#drag.number];
    this.#over(target, zonesOf(target)[this.#drag.bearing]);
    target.scrollIntoView({ block: "nearest" });
    return target;
  }

  #zones() {
    return zonesOf(this.#drag.patterns[this.#drag.number]);
  }

  #bearing() {
    return this.#drag.zone?.dataset.bearing ?? "supports";
  }

  #bearingOf(piece) {
    return Math.max(["supports", "contrasts", "exception"].indexOf(piece.dataset.stands), 0);
  }

  #left() {
    if (!this.#drag.pointer && !this.#drag.isEnding) this.#cancel();
  }

  // Both

  #begin(grip, how) {
    const piece = grip.closest("[data-evidence]");
    this.#drag = { grip, piece, target: null, zone: null, ...how };
    piece.classList.add("is-picked");
    this.#board.classList.add("is-dragging");
  }

  #over(target, zone) {
    const drag = this.#drag;
    if (drag.target === target && drag.zone === zone) return;
    drag.target?.classList.remove("is-target");
    drag.zone?.classList.remove("is-target");
    Object.assign(drag, { target, zone });
    target?.classList.add("is-target");
    zone?.classList.add("is-target");
  }

  #drop(target, bearing) {
    const { piece, zone } = this.#drag;
    this.#drag.isEnding = true;
    const form = piece.querySelector("form[data-place]");
    const isHere = piece.dataset.under === target.dataset.pattern && piece.dataset.stands === bearing;
    const words = this.#words.dropped
      .replace("{pattern}", target.dataset.name)
      .replace("{bearing}", zone?.dataset.name ?? "");
    this.#end();
    if (isHere) return this.#announce(this.#words.cancelled);
    form.elements.pattern.value = target.dataset.pattern;
    form.elements.bearing.value = bearing;
    form.requestSubmit();
    this.#announce(words);
  }

  #cancel() {
    this.#end();
    this.#announce(this.#words.cancelled);
  }

  #end() {
    this.#over(null, null);
    const { piece, ghost } = this.#drag;
    piece.classList.remove("is-picked");
    ghost?.remove();
    this.#board.classList.remove("is-dragging");
    this.#drag = null;
    this.#board.dispatchEvent(new CustomEvent("dragged"));
  }
}

function zonesOf(pattern) {
  return [...pattern.querySelectorAll("[data-bearing]")];
}

// What follows the pointer.
function ghostOf(piece) {
  const ghost = document.createElement("p");
  ghost.className = "evidence evidence-ghost";
  ghost.setAttribute("aria-hidden", "true");
  ghost.textContent = piece.querySelector(".evidence-words").textContent.trim().slice(0, 120);
  document.body.append(ghost);
  return ghost;
}
