/** What the server did not take: kept here, with the reason, and offered again on demand. */
import { act } from "../../live/act";
import { useAnswer } from "../../live/use-answer";
import { say, word } from "../../text/text";

export function Refused() {
  const { answer: status } = useAnswer("status", {});
  if (!status || status.wedged.length === 0) return null;
  return (
    <section class="notice bad">
      <h2>{say("refused-title", { count: status.wedged.length })}</h2>
      <p>{say("refused-safe")}</p>
      <ul>
        {status.wedged.map((entry, index) => (
          <li key={index}>
            {word("wedged", entry.place)}: {word("refusal", entry.reason)}
          </li>
        ))}
      </ul>
      <button type="button" class="button small" onClick={() => void act("retryWedged", {})}>
        {say("refused-again")}
      </button>
    </section>
  );
}
