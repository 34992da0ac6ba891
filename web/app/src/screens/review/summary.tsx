/** The question of the visit, how much was seen, and where look-fors were. */
import type { FeedbackSummary, LookForSeen } from "../../core/records";
import { say } from "../../text/text";

export function Summary({ feedback }: { feedback: FeedbackSummary }) {
  const { observers, rooms, totalNotes: notes, lookFors } = feedback;
  return (
    <>
      {feedback.problemOfPractice && <blockquote class="said">{feedback.problemOfPractice}</blockquote>}
      <p class="num">{say("review-counts", { observers, rooms, notes })}</p>
      {lookFors.length > 0 && (
        <section class="stack">
          <h2>{say("review-look-fors")}</h2>
          <ul class="rows">
            {lookFors.map((lookFor) => (
              <li key={lookFor.lookFor}>
                <span class="name">{lookFor.name}</span>
                <span class="hint num">{where(lookFor)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function where({ notes, roomsSeen: seen, roomsObserved: observed }: LookForSeen): string {
  return seen === null || observed === null
    ? say("review-in-notes", { notes })
    : say("review-rooms", { seen, observed });
}
