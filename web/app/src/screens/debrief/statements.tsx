/** Sentences of the group, each written together. */
import type { ComponentChildren } from "preact";
import type { Statement } from "../../core/records";
import { say } from "../../text/text";
import { NewStatement } from "./new-statement";
import { SharedField } from "./shared-field";

interface Props<T extends Statement> {
  visit: string;
  /** Of its shared texts. */
  place: "prediction" | "wondering" | "next_step";
  title: string;
  hint: string;
  statements: T[];
  mayEdit: boolean;
  label: (number: number) => string;
  add: { label: string; button: string };
  onAdd: (text: string) => Promise<boolean>;
  onRemove: (id: string) => Promise<boolean>;
  /** What else belongs to one. */
  more?: (statement: T) => ComponentChildren;
}

export function Statements<T extends Statement>(props: Props<T>) {
  const { visit, place, statements, mayEdit, label, add, more } = props;
  return (
    <section class="stack">
      <h2>{props.title}</h2>
      <p class="hint">{props.hint}</p>
      <ul class="statements">
        {statements.map((statement, index) => (
          <li key={statement.id} class="card">
            {mayEdit ? (
              <SharedField
                visit={visit}
                place={`${place}/${statement.id}`}
                text={statement.text}
                label={label(index + 1)}
              />
            ) : (
              <p class="said">{statement.text}</p>
            )}
            {more?.(statement)}
            {mayEdit && (
              <button type="button" class="button quiet small" onClick={() => void props.onRemove(statement.id)}>
                {say("debrief-remove")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && <NewStatement {...add} onText={props.onAdd} />}
    </section>
  );
}
