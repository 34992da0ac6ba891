/**
 * Where a person writes: every keystroke goes to the core as a draft, and a pause makes a note of it.
 *
 * What is typed while the core is busy is not queued letter by letter: it is the newest text that goes next. Typing,
 * keeping and beginning the next note are carried out one after the other, so that a word that was meant for the next
 * note never ends up in this one. The person waits for none of it.
 *
 * Where the phone has no room, everything waits as it is and is tried again with the next key: a later note never takes
 * the place of one that is not kept yet.
 */
import type { CallError, Core } from "../../core/core";
import type { DraftPlace, NoteMarks } from "../../core/records";

/** Something that is being written. */
export interface Piece {
  /** Where it is kept. A new note becomes one that is there at the first pause. */
  place: DraftPlace | { type: "ofWondering"; wondering: string };
  /** The text as it stands. */
  text: string;
  /** The text as it was when it was opened or last kept. */
  kept: string;
  /** Whether the core may have a draft of it. */
  hasDraft: boolean;
}

/** Whether everything that was typed is on the device, is about to be, or why it is not. */
export type Keeping = "kept" | "pending" | CallError;

/** Who hears what became of it. */
export interface Listener {
  keeping: (keeping: Keeping) => void;
  /** It is a note now, or has its new words. */
  settled: (piece: Piece) => void;
  /** It was not taken, and trying again does not help. */
  refused: (piece: Piece, error: CallError) => void;
}

type Step =
  | { do: "type"; piece: Piece; text: string }
  | { do: "keep"; piece: Piece; text: string; marks: NoteMarks }
  | { do: "drop"; piece: Piece }
  | { do: "mark"; piece: Piece; marks: NoteMarks };

/** What passes: room is made, the storage answers again, this tab has its turn again. */
const WAITS: ReadonlySet<string> = new Set(["diskFull", "storage", "closed"]);

export class Desk {
  /** Who hears of it: the screen that is there, if any. */
  tell: Listener | undefined;
  readonly #steps: Step[] = [];
  #isRunning = false;
  #isStuck = false;
  #latest = Promise.resolve();

  constructor(
    private readonly core: Pick<Core, "call">,
    private readonly visit: string,
  ) {}

  /** The piece that could not be kept and waits for that. */
  get waiting(): Piece | undefined {
    return this.#isStuck ? this.#steps[0]?.piece : undefined;
  }

  /** The text is this now. */
  type(piece: Piece, text: string): void {
    piece.text = text;
    piece.hasDraft = true;
    const last = this.#steps.at(-1);
    if (last?.do === "type" && last.piece === piece) last.text = text;
    else this.#steps.push({ do: "type", piece, text });
    this.#run();
  }

  /** Makes a note of it, on a pause or at the end. */
  keep(piece: Piece, marks: NoteMarks): void {
    const { text } = piece;
    const last = this.#steps.at(-1);
    // It waits already.
    if (last?.do === "keep" && last.piece === piece && last.text === text) return this.#run();
    if (text !== piece.kept) this.#steps.push({ do: "keep", piece, text, marks });
    else if (piece.hasDraft) this.#steps.push({ do: "drop", piece });
    this.#run();
  }

  /** Marks it otherwise. What is not a note yet gets its marks when it becomes one. */
  mark(piece: Piece, marks: NoteMarks): void {
    this.#steps.push({ do: "mark", piece, marks });
    this.#run();
  }

  /** When all of it is on the device, or was told to have failed. */
  async idle(): Promise<void> {
    await this.#latest;
  }

  #run(): void {
    if (this.#steps.length > 0) this.tell?.keeping("pending");
    if (!this.#isRunning) this.#latest = this.#go();
  }

  async #go(): Promise<void> {
    this.#isRunning = true;
    let keeping: Keeping = "kept";
    // The step under way stays out of the queue, so that nothing is added to it.
    for (let step = this.#steps.shift(); step; step = this.#steps.shift()) {
      try {
        await this.#take(step);
        this.#isStuck = false;
      } catch (error) {
        keeping = error as CallError;
        if (WAITS.has(keeping.kind)) {
          this.#steps.unshift(step);
          this.#isStuck = true;
          break;
        }
        this.#isStuck = false;
        if (step.do === "keep") this.tell?.refused(step.piece, keeping);
      }
    }
    this.#isRunning = false;
    this.tell?.keeping(keeping);
  }

  async #take(step: Step): Promise<void> {
    const { piece } = step;
    switch (step.do) {
      case "type":
        return this.#draft(piece, step.text);
      case "keep":
        await this.#keep(piece, step.text, step.marks);
        return this.tell?.settled(piece);
      case "drop":
        piece.hasDraft = false;
        return this.#draft(piece, "");
      case "mark":
        return this.#mark(piece, step.marks);
    }
  }

  async #draft({ place }: Piece, text: string): Promise<void> {
    // The core has no drafts of changed wonderings: they are kept at each pause.
    if (place.type !== "ofWondering") await this.core.call("typeDraft", { visit: this.visit, place, text });
  }

  async #mark({ place }: Piece, marks: NoteMarks): Promise<void> {
    if (place.type !== "ofNote") return;
    await this.core.call("editNote", { visit: this.visit, note: place.note, edit: { text: null, ...marks } });
  }

  async #keep(piece: Piece, text: string, marks: NoteMarks): Promise<void> {
    const { visit } = this;
    const { place } = piece;
    if (text.trim() === "") {
      // A note without words is deleted, and can be restored.
      const item = itemOf(piece);
      if (item) await this.core.call("deleteItem", { visit, item });
    } else if (place.type === "ofWondering") {
      await this.core.call("editWondering", { visit, wondering: place.wondering, text });
    } else {
      const item = await this.core.call("commitDraft", { visit, place, marks });
      if (item && place.type === "newNote") piece.place = { type: "ofNote", note: item };
      if (item && place.type === "newWondering") piece.place = { type: "ofWondering", wondering: item };
    }
    piece.kept = text;
    piece.hasDraft = piece.text !== text;
  }
}

/** The item that a piece is the text of; none before it was kept. */
export function itemOf({ place }: Piece): string | undefined {
  if (place.type === "ofNote") return place.note;
  return place.type === "ofWondering" ? place.wondering : undefined;
}

export const isWondering = ({ place }: Piece) => place.type === "newWondering" || place.type === "ofWondering";

/** An empty sheet. */
export function blank(type: "newNote" | "newWondering", slot: string | null): Piece {
  return { place: { type, slot }, text: "", kept: "", hasDraft: false };
}
