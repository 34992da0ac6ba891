/**
 * Choosing in silence what the group may read. What is not chosen is read by nobody else. Works without a network: it
 * reaches the others with the next sync.
 */
import { useState } from "preact/hooks";
import type { Item } from "../../core/records";
import { act, ask } from "../../live/act";
import { useVisitAnswer } from "../../live/use-answer";
import { Heading } from "../../shell/heading";
import { notice } from "../../live/notice";
import { say } from "../../text/text";
import { Asks } from "./asks";
import { ShareRow } from "./share-row";

/** As many as anybody writes on a visit, and some. */
const LIMIT = 2_000;

export function Share({ visit }: { visit: string }) {
  const { answer: page } = useVisitAnswer("items", { visit, shown: "live", offset: 0, limit: LIMIT });
  const { answer: plan } = useVisitAnswer("visitPlan", { visit });
  const { answer: shared } = useVisitAnswer("sharedItems", { visit });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const items = page?.items ?? [];
  const isShared = (item: Item) => shared?.includes(item.id) ?? false;
  const open = items.filter((item) => !isShared(item));
  const picked = open.filter((item) => chosen.has(item.id));

  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const share = async () => {
    const count = await ask("share", { visit, items: picked.map((item) => item.id) });
    if (count === undefined) return;
    setChosen(new Set());
    notice({ tone: "good", text: say("share-done", { count }) });
  };

  return (
    <div class="stack app-has-foot">
      <Heading title={say("share-title")} />
      <p class="lead">{say("share-lead")}</p>
      <Asks visit={visit} items={items} />
      {page && items.length === 0 && <p class="empty">{say("share-nothing")}</p>}
      {open.length > 0 && (
        <section class="stack">
          <div class="split">
            <h2>{say("share-open", { count: open.length })}</h2>
            <button
              type="button"
              class="button quiet small"
              onClick={() => setChosen(new Set(picked.length === open.length ? [] : open.map((item) => item.id)))}
            >
              {say(picked.length === open.length ? "share-none" : "share-all")}
            </button>
          </div>
          <ul class="evidence-list">
            {open.map((item) => (
              <ShareRow key={item.id} item={item} plan={plan} isChosen={chosen.has(item.id)} onToggle={toggle} />
            ))}
          </ul>
        </section>
      )}
      {shared && shared.length > 0 && (
        <section class="stack">
          <h2>{say("share-shared", { count: items.filter(isShared).length })}</h2>
          <ul class="evidence-list">
            {items.filter(isShared).map((item) => (
              <ShareRow
                key={item.id}
                item={item}
                plan={plan}
                onWithdraw={(id) => void act("withdraw", { visit, items: [id] })}
              />
            ))}
          </ul>
        </section>
      )}
      {open.length > 0 && (
        <div class="app-foot">
          <button type="button" class="button app-wide" disabled={picked.length === 0} onClick={() => void share()}>
            {say("share-button", { count: picked.length })}
          </button>
        </div>
      )}
    </div>
  );
}
