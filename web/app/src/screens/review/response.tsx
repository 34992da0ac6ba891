/** The host's response, once participants may read it; the host reads it before. */
import { useVisitAnswer } from "../../live/use-answer";
import { say, word } from "../../text/text";
import { dayInWords } from "../../text/time";

export function Response({ visit }: { visit: string }) {
  const { answer: response } = useVisitAnswer("hostResponse", { visit });
  if (!response) return null;
  const { comments, commitments, cycles, reportBackOn } = response;
  const general = comments.filter(({ about }) => about.type === "wholeFeedback");
  if (general.length + commitments.length + cycles.length === 0 && !reportBackOn) return null;
  return (
    <section class="stack">
      <h2>{say("response-title")}</h2>
      {reportBackOn && <p>{say("response-report-back", { day: dayInWords(reportBackOn) })}</p>}
      {general.map(({ id, text }) => (
        <blockquote key={id} class="said">
          {text}
        </blockquote>
      ))}
      {commitments.length > 0 && (
        <ul class="rows">
          {commitments.map(({ id, text, owner, due, doneAt }) => (
            <li key={id}>
              <span>{text}</span>
              <span class="hint">
                {[owner, due && dayInWords(due), doneAt !== null && say("response-done")].filter(Boolean).join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      )}
      {cycles.map((cycle) => (
        <div key={cycle.id} class="card">
          <h3>{cycle.aim}</h3>
          <p>{cycle.changeIdea}</p>
          {cycle.decision && <span class="chip">{word("decision", cycle.decision)}</span>}
        </div>
      ))}
    </section>
  );
}
