/** What the visit is about: the question, what to look for, what was agreed. */
import type { LookFor, VisitPlan, VisitRow } from "../../core/records";
import { useVisitAnswer } from "../../live/use-answer";
import { Heading } from "../../shell/heading";
import { say, word } from "../../text/text";
import { clockTime, dayInWords } from "../../text/time";

export function About({ row }: { row: VisitRow }) {
  const { visit } = row;
  const { answer: plan } = useVisitAnswer("visitPlan", { visit: visit.id });
  return (
    <>
      <div class="page-head">
        <p class="kicker">
          {word("kind", visit.kind)} · {dayInWords(visit.date)} · {word("stage", visit.stage)}
        </p>
        <Heading title={say("about-title")} />
      </div>
      {plan && <Plan plan={plan} />}
    </>
  );
}

function Plan({ plan }: { plan: VisitPlan }) {
  const roomCode = (id: string) => plan.rooms.find((room) => room.id === id)?.code ?? "";
  const teamName = (id: string) => plan.teams.find((team) => team.id === id)?.name ?? "";
  return (
    <>
      {plan.problemOfPractice && (
        <section class="stack">
          <h2>{say("about-problem")}</h2>
          <blockquote class="said">{plan.problemOfPractice}</blockquote>
        </section>
      )}
      {plan.lookFors.length > 0 && (
        <section class="stack">
          <h2>{say("about-look-fors")}</h2>
          {plan.lookFors.map((lookFor) => (
            <LookForDetails key={lookFor.id} lookFor={lookFor} />
          ))}
        </section>
      )}
      {plan.norms.length > 0 && (
        <section class="stack">
          <h2>{say("about-norms")}</h2>
          <ul>
            {plan.norms.map((norm) => (
              <li key={norm.id}>{norm.text}</li>
            ))}
          </ul>
        </section>
      )}
      {plan.slots.length > 0 && (
        <section class="stack">
          <h2>{say("about-rotation")}</h2>
          <ol class="rows">
            {plan.slots.map((slot) => (
              <li key={slot.id}>
                <span>
                  <span class="name">{roomCode(slot.room)}</span> · {teamName(slot.team)}
                </span>
                <span class="hint num">
                  {clockTime(slot.startsAt)} · {say("about-minutes", { minutes: slot.minutes })}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function LookForDetails({ lookFor }: { lookFor: LookFor }) {
  const lines = [
    [say("look-for-teacher"), lookFor.teacher],
    [say("look-for-students"), lookFor.students],
    [say("look-for-non-example"), lookFor.nonExample],
  ].filter(([, text]) => text);
  if (lines.length === 0) return <p>{lookFor.name}</p>;
  return (
    <details>
      <summary>{lookFor.name}</summary>
      <dl class="meta">
        {lines.map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-text`}>{text}</dd>])}
      </dl>
    </details>
  );
}
