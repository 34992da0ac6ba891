import type { DebriefBoard } from "../../core/records";
import { act } from "../../live/act";
import { say } from "../../text/text";
import { Statements } from "./statements";

/** What would a student know and be able to do; and what the group wonders. */
export function Predict({ visit, board }: { visit: string; board: DebriefBoard }) {
  return (
    <>
      <Statements
        visit={visit}
        place="prediction"
        title={say("debrief-predictions")}
        hint={say("debrief-predictions-hint")}
        statements={board.predictions}
        mayEdit={board.mayEdit}
        label={(number) => say("debrief-prediction-label", { number })}
        add={{ label: say("debrief-predictions-new"), button: say("debrief-predictions-add") }}
        onAdd={(text) => act("addPrediction", { visit, text })}
        onRemove={(prediction) => act("removePrediction", { visit, prediction })}
      />
      <Statements
        visit={visit}
        place="wondering"
        title={say("debrief-wonderings")}
        hint={say("debrief-wonderings-hint")}
        statements={board.wonderings}
        mayEdit={board.mayEdit}
        label={(number) => say("debrief-wondering-label", { number })}
        add={{ label: say("debrief-wonderings-new"), button: say("debrief-wonderings-add") }}
        onAdd={(text) => act("addGroupWondering", { visit, text })}
        onRemove={(wondering) => act("removeGroupWondering", { visit, wondering })}
      />
    </>
  );
}
