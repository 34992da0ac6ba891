import assert from "node:assert/strict";
import { test } from "node:test";
import type { Core } from "../../core/core";
import type { DraftPlace, NoteMarks } from "../../core/records";
import { blank, Desk, type Keeping } from "./desk";

const MARKS: NoteMarks = { kind: "behaviour", focus: "students", lookFors: [] };

/** Does what the core does with drafts, and answers late: after as many turns as it is told. */
function phone(turns = 3) {
  const drafts = new Map<string, string>();
  const notes = new Map<string, string>();
  const calls: string[] = [];
  let isFull = false;
  const refusals = new Map<string, string | undefined>();
  const at = (place: DraftPlace) => JSON.stringify(place);
  const call = async (method: string, args: { place: DraftPlace; text: string; item: string }) => {
    calls.push(method);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    const kind = isFull ? "diskFull" : refusals.get(method);
    if (kind) throw Object.assign(new Error(kind), { kind });
    if (method === "typeDraft") drafts.set(at(args.place), args.text);
    if (method === "deleteItem") notes.delete(args.item);
    if (method !== "commitDraft") return null;
    const note = args.place.type === "ofNote" ? args.place.note : `note ${notes.size + 1}`;
    notes.set(note, drafts.get(at(args.place)) ?? "");
    drafts.delete(at(args.place));
    return note;
  };
  const core = { call } as unknown as Pick<Core, "call">;
  const refuse = (method: string, kind: string | undefined) => refusals.set(method, kind);
  return { core, drafts, notes, calls, refuse, setFull: (full: boolean) => (isFull = full) };
}

function deskOn({ core }: ReturnType<typeof phone>) {
  const heard: Keeping[] = [];
  const refused: string[] = [];
  const desk = new Desk(core, "visit");
  desk.tell = {
    keeping: (keeping) => heard.push(keeping),
    settled: () => undefined,
    refused: (piece) => refused.push(piece.text),
  };
  return { desk, heard, refused };
}

test("every letter typed while the core is busy is in the draft, in fewer calls than letters", async () => {
  const device = phone(20);
  const { desk } = deskOn(device);
  const piece = blank("newNote", "a");
  const words = "twelve of twenty-four raised a hand";
  for (let end = 1; end <= words.length; end++) {
    desk.type(piece, words.slice(0, end));
    await Promise.resolve();
  }
  await desk.idle();
  assert.deepEqual([...device.drafts.values()], [words]);
  assert.ok(device.calls.length < words.length / 2, `${device.calls.length} calls`);
});

test("words of the next note never get into the one that is being kept, however slow the core is", async () => {
  const device = phone(50);
  const { desk } = deskOn(device);
  for (const words of ["first", "second", "third"]) {
    const piece = blank("newNote", "a");
    for (let end = 1; end <= words.length; end++) desk.type(piece, words.slice(0, end));
    desk.keep(piece, MARKS);
    assert.equal(desk.waiting, undefined, "who goes on does not find it on the next sheet");
  }
  await desk.idle();
  assert.deepEqual([...device.notes.values()], ["first", "second", "third"]);
});

test("going on after a pause changes the note and makes no second one", async () => {
  const device = phone();
  const { desk } = deskOn(device);
  const piece = blank("newNote", "a");
  desk.type(piece, "Three students");
  desk.keep(piece, MARKS);
  desk.type(piece, "Three students at the board");
  desk.keep(piece, MARKS);
  await desk.idle();
  assert.deepEqual([...device.notes], [["note 1", "Three students at the board"]]);
});

test("words that come while a note is being kept are kept with the next pause", async () => {
  const device = phone(30);
  const { desk } = deskOn(device);
  const piece = blank("newNote", "a");
  desk.type(piece, "Three");
  desk.keep(piece, MARKS);
  desk.type(piece, "Three students");
  await desk.idle();
  desk.keep(piece, MARKS);
  await desk.idle();
  assert.deepEqual([...device.notes], [["note 1", "Three students"]]);
});

test("a note that is typed back to what it was leaves no draft behind", async () => {
  const device = phone();
  const { desk } = deskOn(device);
  const place = { type: "ofNote", note: "note 1" } as const;
  const piece = { place, text: "at the board", kept: "at the board", hasDraft: false };
  desk.type(piece, "at the boar");
  desk.type(piece, "at the board");
  desk.keep(piece, MARKS);
  await desk.idle();
  assert.deepEqual([...device.drafts.values()].filter(Boolean), []);
});

test("a note whose words were all removed is deleted, and one that never had words is not made", async () => {
  const device = phone();
  const { desk } = deskOn(device);
  const piece = blank("newNote", "a");
  desk.type(piece, "a slip");
  desk.keep(piece, MARKS);
  desk.type(piece, " ");
  desk.keep(piece, MARKS);
  const other = blank("newNote", "a");
  desk.type(other, "  ");
  desk.keep(other, MARKS);
  await desk.idle();
  assert.equal(device.notes.size, 0);
});

test("on a full phone notes wait in their order, and all are kept once there is room", async () => {
  const device = phone();
  const { desk, heard } = deskOn(device);
  const first = blank("newNote", "a");
  desk.type(first, "first");
  await desk.idle();
  device.setFull(true);
  desk.keep(first, MARKS);
  await desk.idle();
  assert.equal((heard.at(-1) as { kind?: string }).kind, "diskFull");
  assert.equal(desk.waiting, first);

  const second = blank("newNote", "a");
  desk.type(second, "second");
  await desk.idle();
  assert.deepEqual([...device.drafts.values()], ["first"], "the first is still the draft");

  device.setFull(false);
  desk.type(second, "second, longer");
  desk.keep(second, MARKS);
  await desk.idle();
  assert.equal(heard.at(-1), "kept");
  assert.deepEqual([...device.notes.values()], ["first", "second, longer"]);
});

test("a note that is refused for good is handed back, and holds up no other", async () => {
  const device = phone();
  const { desk, refused } = deskOn(device);
  const [long, short] = [blank("newNote", "a"), blank("newNote", "a")];
  device.refuse("commitDraft", "tooLong");
  desk.type(long, "too long");
  desk.keep(long, MARKS);
  await desk.idle();
  device.refuse("commitDraft", undefined);
  desk.type(short, "short");
  desk.keep(short, MARKS);
  await desk.idle();
  assert.deepEqual([refused, [...device.notes.values()]], [["too long"], ["short"]]);
});
