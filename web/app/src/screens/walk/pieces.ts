/** What is on the desk when a room is entered: what was being typed there, whatever ended it. */
import type { Draft, Item } from "../../core/records";
import { blank, type Piece } from "./desk";

/** The draft to go on with in this room: that of a new note before that of an old one. */
export function unfinished(drafts: Draft[], slot: string | null): Draft | undefined {
  const isHere = ({ place }: Draft) => place.type !== "ofNote" && place.slot === slot;
  return drafts.find(isHere) ?? drafts.find(({ place }) => place.type === "ofNote");
}

export function ofDraft(draft: Draft, items: Item[]): Piece {
  const { place, text } = draft;
  const note = items.find((item) => place.type === "ofNote" && item.id === place.note);
  return { place, text, kept: note?.type === "note" ? note.text : "", hasDraft: true };
}

/** An item, to be changed. Tallies are changed where they stand. */
export function ofItem(item: Item): Piece {
  if (item.type === "tally") return blank("newNote", item.slot);
  const place =
    item.type === "note"
      ? ({ type: "ofNote", note: item.id } as const)
      : ({ type: "ofWondering", wondering: item.id } as const);
  return { place, text: item.text, kept: item.text, hasDraft: false };
}
