/** What is asked of this member about shared items: answered with other words, or by taking the item back. */
import { useId } from "preact/hooks";
import type { AskedOfMe, Item } from "../../core/records";
import { act } from "../../live/act";
import { useVisitAnswer } from "../../live/use-answer";
import { say, word } from "../../text/text";

export function Asks({ visit, items }: { visit: string; items: Item[] }) {
  const { answer: asks } = useVisitAnswer("asks", { visit });
  if (!asks || asks.length === 0) return null;
  return (
    <section class="stack">
      <h2>{say("asks-title")}</h2>
      {asks.map((ask) => (
        <Ask
          key={ask.id}
          visit={visit}
          ask={ask}
          isTally={items.some(({ id, type }) => id === ask.item && type === "tally")}
        />
      ))}
    </section>
  );
}

function Ask({ visit, ask, isTally }: { visit: string; ask: AskedOfMe; isTally: boolean }) {
  const id = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get("text"));
    void act("reword", { visit, item: ask.item, text });
  };
  return (
    <form class="card" onSubmit={submit}>
      <p class="kicker">{word("ask", ask.kind)}</p>
      <blockquote class="said">{ask.text}</blockquote>
      <div class="field">
        <label for={id}>{say("asks-wording")}</label>
        <textarea id={id} name="text" defaultValue={ask.wording} required readOnly={isTally} />
      </div>
      <div class="actions">
        {!isTally && <button class="button">{say("asks-reword")}</button>}
        <button type="button" class="button quiet" onClick={() => void act("withdraw", { visit, items: [ask.item] })}>
          {say("share-withdraw")}
        </button>
      </div>
    </form>
  );
}
