/** Where the group is. On one at a time, back to any. */
import type { DebriefBoard, DebriefStep } from "../../core/records";
import { act } from "../../live/act";
import { say, word } from "../../text/text";

const STEPS: readonly DebriefStep[] = ["describe", "group", "predict", "nextLevel"];

const PROMPTS = {
  describe: ["debrief-describe-1", "debrief-describe-2"],
  group: ["debrief-group-1", "debrief-group-2"],
  predict: ["debrief-predict-1", "debrief-predict-2"],
  nextLevel: ["debrief-next-1", "debrief-next-2"],
} as const satisfies Record<DebriefStep, readonly string[]>;

export function Steps({ visit, board }: { visit: string; board: DebriefBoard }) {
  const here = STEPS.indexOf(board.step);
  const [before, after] = [STEPS[here - 1], STEPS[here + 1]];
  const name = (step: DebriefStep) => word("debrief-step", step);
  const go = (step: DebriefStep) => void act("setDebriefStep", { visit, step });
  return (
    <section class="stack" aria-label={say("debrief-steps")}>
      <ol class="steps">
        {STEPS.map((step, index) => (
          <li key={step} class={index < here ? "is-done" : ""} aria-current={index === here ? "step" : undefined}>
            {name(step)}
          </li>
        ))}
      </ol>
      {PROMPTS[board.step].map((prompt, index) => (
        <p key={prompt} class={index === 0 ? "lead" : "hint"}>
          {say(prompt)}
        </p>
      ))}
      {board.mayEdit && (
        <div class="actions">
          {after && (
            <button type="button" class="button quiet" onClick={() => go(after)}>
              {say("debrief-go-on", { step: name(after) })}
            </button>
          )}
          {before && (
            <button type="button" class="button quiet small" onClick={() => go(before)}>
              {say("debrief-go-back", { step: name(before) })}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
