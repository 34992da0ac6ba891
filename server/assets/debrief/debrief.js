// The debrief: several people at one table, each with a browser, some of them without a connection for a while.
//
// Joins the parts: a form goes through the outbox, the board is marked with what is unsent, others' work arrives live,
// notes are dragged, texts save themselves.

import { Drafts } from "./drafts.js";
import { Drag } from "./drag.js";
import { freshId } from "./ids.js";
import { Live } from "./live.js";
import { Outbox } from "./outbox.js";
import { Unsent } from "./unsent.js";

const NEWS_MS = 4000;

const box = document.getElementById("outbox");
const board = document.getElementById("board");
const { url, member, visit } = box.dataset;

document.documentElement.classList.add("scripted");

const outbox = new Outbox(url, member, visit);
const unsent = new Unsent(box, outbox);
const drafts = new Drafts(board, member, visit, (form) => keep(form));
const drag = new Drag(board, box.dataset, announce);
const live = new Live(board, url, (element) => drafts.isMine(element), () => drag.isDragging);

// Forms

document.addEventListener("submit", submitted, { capture: true });

function submitted(event) {
  const form = event.target;
  if (!form.matches("form[data-outbox]") || !keep(form)) return;
  event.preventDefault();
  if (form.dataset.draft) {
    drafts.forget(form);
    form.reset();
  }
  const details = form.closest("details");
  if (details?.contains(document.activeElement)) details.querySelector("summary").focus();
  if (details) details.open = false;
}

// Puts what a form says into the outbox; false where this browser cannot keep it, and the form is sent as ever.
function keep(form) {
  for (const input of form.querySelectorAll("[data-fresh]")) input.value = freshId();
  const fields = new URLSearchParams(new FormData(form));
  const filled = (pattern) => pattern?.replace(/\{(\w+)\}/g, (_, name) => fields.get(name) ?? "");
  const entry = {
    body: fields.toString(),
    words: fields.get("text") ?? form.dataset.words ?? "",
    into: filled(form.dataset.unsentInto),
    on: filled(form.dataset.unsentOn),
    follows: form.dataset.follow !== undefined ? fields.get("back") : undefined,
  };
  try {
    if (form.matches("[data-autosave]")) outbox.putText(fields.get("place"), entry);
    else outbox.put(entry);
  } catch {
    box.querySelector(".outbox-state").textContent = box.dataset.full;
    return false;
  }
  return true;
}

// What became of them

outbox.addEventListener("change", () => unsent.mark(board));

outbox.addEventListener("held", ({ detail: { entry, seen } }) => {
  const sent = new URLSearchParams(entry.body);
  if (entry.place) {
    const nextEdit = freshId();
    if (seen) outbox.rebase(entry.place, sent.get("edit"), seen, nextEdit);
    drafts.held(entry.place, sent.get("edit"), sent.get("text"), seen, nextEdit);
  }
  own.add(sent.get("id") ?? sent.get("place"));
  if (sent.get("act") === "place") own.add(`${sent.get("pattern")}/${sent.get("evidence")}`);
  if (entry.follows) follow(entry.follows);
  live.refresh();
});

// Goes with the group to the step that it was taken to from here.
function follow(query) {
  live.step = new URLSearchParams(query).get("step");
  history.replaceState(null, "", `?${query}`);
}

outbox.addEventListener("dismissed", ({ detail: { entry } }) => {
  if (entry.place) drafts.forgetPlace(entry.place);
  live.refresh();
});

// What others do

const own = new Set();
let shown = contents();
let told = 0;
let news = { patterns: 0, notes: 0, other: 0 };
let newsTimer = 0;

live.addEventListener("before", () => unsent.clear(board));

live.addEventListener("after", () => {
  const now = contents();
  for (const [name, { kind, words }] of now) {
    if (own.has(name) || shown.get(name)?.words === words) continue;
    news[shown.has(name) ? "other" : kind] += 1;
  }
  own.clear();
  shown = now;
  drafts.restore();
  unsent.mark(board);
  tellNews();
});

const pause = box.querySelector(".outbox-live");
live.addEventListener("paused", () => (pause.textContent = box.dataset.paused));
live.addEventListener("resumed", () => {
  if (pause.textContent) outbox.retry();
  pause.textContent = "";
});

board.addEventListener("dragged", () => live.refresh());
board.addEventListener("focusout", (event) => event.target.matches("form[data-autosave] *") && live.refresh());

// What is on the board, by name, to tell what is new.
function contents() {
  const found = new Map();
  for (const pattern of board.querySelectorAll("[data-pattern]:not([data-unsent-mark])")) {
    found.set(pattern.dataset.pattern, { kind: "patterns", words: pattern.dataset.name });
    for (const piece of pattern.querySelectorAll("[data-evidence]")) {
      found.set(`${pattern.dataset.pattern}/${piece.dataset.evidence}`, { kind: "notes", words: "" });
    }
  }
  for (const statement of board.querySelectorAll("[data-statement]")) {
    const words = statement.querySelector("textarea, p")?.textContent;
    found.set(statement.dataset.statement, { kind: "other", words });
  }
  return found;
}

// Quietly, and at most every few seconds.
function tellNews() {
  if (newsTimer || news.patterns + news.notes + news.other === 0) return;
  newsTimer = setTimeout(() => {
    const words = Object.entries(news).reduce((say, [kind, count]) => say.replace(`{${kind}}`, count), box.dataset.news);
    announce(words);
    news = { patterns: 0, notes: 0, other: 0 };
    told = Date.now();
    newsTimer = 0;
  }, Math.max(500, told + NEWS_MS - Date.now()));
}

function announce(words) {
  box.querySelector("[data-announce]").textContent = words;
}

drafts.restore();
unsent.tell();
unsent.mark(board);
outbox.retry();
