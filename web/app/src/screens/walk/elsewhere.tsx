/** What this member wrote in none of their rooms: the plan has the room no more, or another team has it. */
import type { Item, VisitPlan } from "../../core/records";
import { say } from "../../text/text";
import { NoteList } from "./notes";
import { TallyList } from "./tallies";

interface Props {
  visit: string;
  plan: VisitPlan;
  items: Item[];
  onEdit: (item: Item) => void;
}

export function Elsewhere({ visit, plan, items, onEdit }: Props) {
  const tallies = items.filter((item) => item.type === "tally");
  const written = items.filter((item) => item.type !== "tally");
  if (items.length === 0) return null;
  return (
    <section class="stack">
      <h2>{say("elsewhere-title", { count: items.length })}</h2>
      <p class="hint">{say("elsewhere-why")}</p>
      {tallies.length > 0 && <TallyList visit={visit} tallies={tallies} />}
      {written.length > 0 && <NoteList visit={visit} plan={plan} items={written} onEdit={onEdit} />}
    </section>
  );
}
