// Half-typed words are kept in this browser with every key, so that neither a crash nor a reload takes them. A text that
// several people write is saved by itself when its writer pauses or goes elsewhere.

const PAUSE_MS = 1000;

export class Drafts {
  #board;
  #prefix;
  #save;
  #timers = new Map();

  // `save` sends a form whose words changed.
  constructor(board, member, visit, save) {
    this.#board = board;
    this.#prefix = `fieldwalk.draft.${member}.${visit}.`;
    this.#save = save;
    board.addEventListener("input", (event) => this.#typed(event.target));
    board.addEventListener("focusout", (event) => this.#left(event.target));
    // Nothing is left to a timer when the page goes.
    addEventListener("pagehide", () => this.#saveAll());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#saveAll());
  }

  // Whether somebody is writing in this form, or has written what is not held yet.
  isMine(form) {
    return form.matches("form[data-autosave]") && (form.contains(document.activeElement) || isDirty(form));
  }

  // Brings back what was typed before the page went away.
  restore() {
    for (const form of this.#board.querySelectorAll("form[data-autosave], form[data-draft]")) {
      const draft = this.#read(form);
      if (!draft || isDirty(form) || form.contains(document.activeElement)) continue;
      const field = words(form);
      if (form.dataset.draft) {
        if (!field.value) field.value = draft.text;
        continue;
      }
      if (field.value === draft.text) {
        this.forget(form);
        continue;
      }
      field.value = draft.text;
      form.elements.seen.value = draft.seen;
      form.elements.edit.value = draft.edit;
      form.dataset.dirty = "";
      this.#save(form);
    }
  }

  // The server holds `text`: the writer's view is `seen` now, and what is written next is another writing.
  held(place, edit, text, seen, nextEdit) {
    for (const form of this.#board.querySelectorAll("form[data-autosave]")) {
      if (form.elements.place.value !== place || form.elements.edit.value !== edit) continue;
      if (seen) {
        form.elements.seen.value = seen;
        form.elements.edit.value = nextEdit;
      }
      if (words(form).value === text) this.forget(form);
      else if (isDirty(form)) this.#keep(form);
    }
  }

  // Lets go of what was typed into this form, or into the one for this text.
  forget(form) {
    delete form.dataset.dirty;
    localStorage.removeItem(this.#key(form));
  }

  forgetPlace(place) {
    for (const form of this.#board.querySelectorAll("form[data-autosave]")) {
      if (form.elements.place.value === place) this.forget(form);
    }
  }

  #typed(field) {
    const form = field.closest("form");
    if (!form || field.name !== "text") return;
    if (!form.matches("[data-autosave], [data-draft]")) return;
    this.#keep(form);
    if (!form.matches("[data-autosave]")) return;
    form.dataset.dirty = "";
    clearTimeout(this.#timers.get(form));
    this.#timers.set(form, setTimeout(() => this.#saveIfDue(form), PAUSE_MS));
  }

  #left(field) {
    const form = field.closest("form[data-autosave]");
    if (form) this.#saveIfDue(form);
  }

  #saveAll() {
    for (const form of [...this.#timers.keys()]) this.#saveIfDue(form);
  }

  #saveIfDue(form) {
    if (!this.#timers.has(form)) return;
    clearTimeout(this.#timers.get(form));
    this.#timers.delete(form);
    if (isDirty(form)) this.#save(form);
  }

  #keep(form) {
    const draft = { text: words(form).value, seen: form.elements.seen?.value, edit: form.elements.edit?.value };
    try {
      if (draft.text || form.dataset.autosave !== undefined) {
        localStorage.setItem(this.#key(form), JSON.stringify(draft));
      } else {
        localStorage.removeItem(this.#key(form));
      }
    } catch {
      // No room: the words are on the page and are sent from there.
    }
  }

  #read(form) {
    try {
      return JSON.parse(localStorage.getItem(this.#key(form)));
    } catch {
      return null;
    }
  }

  #key(form) {
    return this.#prefix + (form.dataset.draft ?? form.elements.place.value);
  }
}

function words(form) {
  return form.elements.text;
}

function isDirty(form) {
  return form.dataset.dirty !== undefined;
}
