/** The sheet that is on the desk now, and what can be done with it. */
import { type RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CallError } from "../../core/core";
import type { Item, NoteMarks } from "../../core/records";
import { failureText } from "../../live/act";
import { core } from "../../live/core";
import { notice } from "../../live/notice";
import { Pause } from "../../live/pause";
import { done, typed } from "../../live/typing";
import { isolated } from "../../text/text";
import { useMe } from "../people/me";
import { blank, isWondering, itemOf, type Keeping, type Piece } from "./desk";
import { deskOf } from "./desk-of";
import { lastMarks, rememberMarks } from "./marks";
import { ofDraft, ofItem, unfinished } from "./pieces";
import { useKeeping } from "./use-keeping";

/** After so long without a key, what is there becomes a note. */
const PAUSE_MILLIS = 4_000;

export interface DeskTop {
  piece: Piece;
  /** The item that the sheet is about; none before it was kept. */
  item: string | undefined;
  /** Whether this is a note or wondering from the list. */
  isEdit: boolean;
  marks: NoteMarks;
  keeping: Keeping;
  /** The element that carries the state of keeping, for who looks at it from outside. */
  sign: RefObject<HTMLElement | null>;
  /** The text is this now. */
  type: (text: string) => void;
  /** Keeps what is there; the person may go on. */
  keep: () => void;
  mark: (marks: NoteMarks) => void;
  /** Keeps what is there and takes a new sheet. */
  begin: (what: "newNote" | "newWondering", text?: string) => void;
  /** Keeps what is there and takes up an item again. */
  edit: (item: Item) => void;
}

export function useDesk(visit: string, slot: string | null, items: Item[], onFirst: () => void): DeskTop {
  const { profile } = useMe();
  const desk = deskOf(profile.profile, visit);
  const [piece, setPiece] = useState(() => desk.waiting ?? blank("newNote", slot));
  const [isEdit, setEdit] = useState(false);
  const [item, setItem] = useState<string | undefined>(() => itemOf(piece));
  const [marks, setMarks] = useState(lastMarks);
  const { keeping, isFailing, sign, hear } = useKeeping();
  // What timers and the end of the screen look at: the latest, not that of the rendering they began in.
  const now = useRef({ piece, marks });
  now.current = { piece, marks };

  const pause = useMemo(() => new Pause(PAUSE_MILLIS, () => desk.keep(now.current.piece, now.current.marks)), [desk]);
  const keep = () => {
    pause.stop();
    desk.keep(now.current.piece, now.current.marks);
  };
  const take = (next: Piece, isEdit: boolean, marks: NoteMarks): boolean => {
    keep();
    // What is not kept stays in sight.
    if (isFailing()) return false;
    done();
    setPiece(next);
    setItem(itemOf(next));
    setEdit(isEdit);
    setMarks(marks);
    return true;
  };

  useEffect(() => {
    const settled = (piece: Piece) => piece === now.current.piece && setItem(itemOf(piece));
    /** Puts a piece back on the desk, unless another one lies there; whether it is there. */
    const bringBack = (piece: Piece): boolean => {
      const { current } = now;
      if (piece !== current.piece && current.piece.text === "") {
        setPiece(piece);
        setItem(itemOf(piece));
        return true;
      }
      return piece === current.piece;
    };
    const keeping = (keeping: Keeping) => {
      hear(keeping);
      if (typeof keeping === "object" && desk.waiting) bringBack(desk.waiting);
    };
    const refused = (piece: Piece, error: CallError) => {
      // Where it can be read at least.
      if (!bringBack(piece)) notice({ tone: "bad", text: `${failureText(error)} ${isolated(piece.text)}` });
    };
    desk.tell = { keeping, settled, refused };
    void core.call("drafts", { visit }).then((drafts) => {
      // What waits for room goes first, and with it the draft that it has.
      if (desk.waiting) return desk.keep(now.current.piece, now.current.marks);
      const here = unfinished(drafts, slot);
      for (const draft of drafts) if (draft !== here) desk.keep(ofDraft(draft, items), lastMarks());
      // Who has begun to type meanwhile goes on with that.
      if (!here || now.current.piece.text !== "") return;
      const piece = ofDraft(here, items);
      setPiece(piece);
      setItem(itemOf(piece));
    });
    const leave = () => document.visibilityState === "hidden" && keep();
    document.addEventListener("visibilitychange", leave);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      keep();
      desk.tell = undefined;
    };
  }, [desk, slot]);

  return {
    piece,
    item,
    isEdit,
    marks,
    keeping,
    sign,
    keep,
    type(text) {
      typed();
      onFirst();
      desk.type(piece, text);
      pause.touch();
    },
    mark(marks) {
      rememberMarks(marks);
      setMarks(marks);
      desk.mark(piece, marks);
    },
    begin(what, text = "") {
      // A sheet that is still empty is as good as a new one.
      const isSame = piece.text === "" && !isEdit && isWondering(piece) === (what === "newWondering");
      if (isSame && text === "") return;
      const next = blank(what, slot);
      if (take(next, false, { ...marks, lookFors: [] }) && text !== "") desk.type(next, text);
    },
    edit(item) {
      const marksOf = item.type === "note" ? { kind: item.kind, focus: item.focus, lookFors: item.lookFors } : marks;
      take(ofItem(item), true, marksOf);
    },
  };
}
