/** What the group saw as far as it has come: the debrief's patterns, and what is shared. */
import { useVisitAnswer } from "../../live/use-answer";
import { say } from "../../text/text";
import { EvidenceList } from "../debrief/evidence-list";
import { NextSteps, Sentences } from "./conclusions";
import { Seen } from "./seen";
import { Summary } from "./summary";

/** As many notes as a visit has. */
const LIMIT = 30_000;

export function AsItIs({ visit, isReleased }: { visit: string; isReleased: boolean }) {
  const { answer: feedback, error } = useVisitAnswer("feedbackSummary", { visit, offset: 0, limit: LIMIT });
  const { answer: board } = useVisitAnswer("debriefBoard", { visit });
  return (
    <>
      {isReleased && <p class="notice">{say("review-on-its-way")}</p>}
      {error && <p class="empty">{say("review-not-yet")}</p>}
      {feedback && <Summary feedback={feedback} />}
      {board && board.patterns.length > 0 && (
        <section class="stack">
          <h2>{say("debrief-patterns")}</h2>
          {board.patterns.map((pattern) => (
            <article key={pattern.id} class="column">
              <h3 class="pattern-words">{pattern.statement || say("debrief-no-words")}</h3>
              <EvidenceList evidence={pattern.evidence} />
            </article>
          ))}
        </section>
      )}
      {board && (
        <>
          <Sentences title={say("debrief-predictions")} sentences={board.predictions.map(({ text }) => text)} />
          <Sentences title={say("debrief-wonderings")} sentences={board.wonderings.map(({ text }) => text)} />
          <NextSteps steps={board.nextSteps} />
        </>
      )}
      {feedback && <Seen feedback={feedback} />}
    </>
  );
}
