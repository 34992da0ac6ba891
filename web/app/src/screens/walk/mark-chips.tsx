/** What a note is marked with: one tap each, the last ones remembered. */
import type { LookFor, NoteMarks } from "../../core/records";
import { say, word } from "../../text/text";
import { FOCUSES, KINDS } from "./marks";

interface Props {
  marks: NoteMarks;
  lookFors: LookFor[];
  onMark: (marks: NoteMarks) => void;
  onPress: (event: MouseEvent) => void;
}

export function MarkChips({ marks, lookFors, onMark, onPress }: Props) {
  const toggle = (id: string) => {
    const { lookFors } = marks;
    onMark({ ...marks, lookFors: lookFors.includes(id) ? lookFors.filter((each) => each !== id) : [...lookFors, id] });
  };
  return (
    <div class="app-marks" onMouseDown={onPress}>
      <Chips
        legend={say("marks-kind")}
        name="kind"
        of={KINDS}
        chosen={marks.kind}
        group="note-kind"
        onChoose={(kind) => onMark({ ...marks, kind })}
      />
      <Chips
        legend={say("marks-focus")}
        name="focus"
        of={FOCUSES}
        chosen={marks.focus}
        group="focus"
        onChoose={(focus) => onMark({ ...marks, focus })}
      />
      {lookFors.length > 0 && (
        <fieldset class="app-chips">
          <legend class="visually-hidden">{say("marks-look-fors")}</legend>
          {lookFors.map(({ id, name }) => (
            <label key={id} class="app-pick">
              <input type="checkbox" checked={marks.lookFors.includes(id)} onChange={() => toggle(id)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

interface ChipsProps<T extends string> {
  legend: string;
  name: string;
  of: readonly T[];
  chosen: T;
  /** Of the catalogue, for their words. */
  group: string;
  onChoose: (value: T) => void;
}

function Chips<T extends string>({ legend, name, of, chosen, group, onChoose }: ChipsProps<T>) {
  return (
    <fieldset class="app-chips">
      <legend class="visually-hidden">{legend}</legend>
      {of.map((value) => (
        <label key={value} class="app-pick">
          <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
          <span>{word(group, value)}</span>
        </label>
      ))}
    </fieldset>
  );
}
