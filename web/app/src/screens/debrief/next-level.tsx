/** The next level of work: what would help, where, and by when it would show. */
import type { DebriefBoard, NextStep, NextStepHorizon, NextStepLevel } from "../../core/records";
import { act } from "../../live/act";
import { say, word } from "../../text/text";
import { Statements } from "./statements";

const LEVELS: readonly NextStepLevel[] = ["classroom", "school", "network"];
const HORIZONS: readonly NextStepHorizon[] = ["week", "month", "year"];

export function NextLevel({ visit, board }: { visit: string; board: DebriefBoard }) {
  return (
    <Statements
      visit={visit}
      place="next_step"
      title={say("debrief-next-steps")}
      hint={say("debrief-next-steps-hint")}
      statements={board.nextSteps}
      mayEdit={board.mayEdit}
      label={(number) => say("debrief-next-step-label", { number })}
      add={{ label: say("debrief-next-steps-new"), button: say("debrief-next-steps-add") }}
      onAdd={(text) => act("addNextStep", { visit, text, level: "classroom", horizon: "week" })}
      onRemove={(step) => act("removeNextStep", { visit, step })}
      more={(step) => <Reach visit={visit} step={step} mayEdit={board.mayEdit} />}
    />
  );
}

function Reach({ visit, step, mayEdit }: { visit: string; step: NextStep; mayEdit: boolean }) {
  const { level, horizon } = step;
  if (!mayEdit) {
    return (
      <p class="cluster tight">
        <span class="chip">{word("level", level)}</span>
        <span class="chip">{word("horizon", horizon)}</span>
      </p>
    );
  }
  const set = (reach: Partial<NextStep>) => void act("setNextStep", { visit, step: step.id, level, horizon, ...reach });
  return (
    <div class="fields">
      <label class="field">
        {say("debrief-level")}
        <select value={level} onChange={(event) => set({ level: event.currentTarget.value as NextStepLevel })}>
          {LEVELS.map((each) => (
            <option key={each} value={each}>
              {word("debrief-level", each)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {say("debrief-horizon")}
        <select value={horizon} onChange={(event) => set({ horizon: event.currentTarget.value as NextStepHorizon })}>
          {HORIZONS.map((each) => (
            <option key={each} value={each}>
              {word("debrief-horizon", each)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
