/** What the debrief ended with, to be read. */
import type { NextStep } from "../../core/records";
import { say, word } from "../../text/text";

export function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section class="stack">
      <h2>{title}</h2>
      <ul>
        {sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

export function NextSteps({ steps }: { steps: NextStep[] }) {
  if (steps.length === 0) return null;
  return (
    <section class="stack">
      <h2>{say("debrief-next-steps")}</h2>
      <ul class="rows">
        {steps.map((step) => (
          <li key={step.id}>
            <span>{step.text}</span>
            <span class="hint">
              {word("level", step.level)}, {word("horizon", step.horizon)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
