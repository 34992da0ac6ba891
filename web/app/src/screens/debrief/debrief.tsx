/**
 * The group's work after the walk, step by step. All of it works without a network and merges with what the others do.
 */
import type { DebriefBoard, DebriefStep, VisitRow } from "../../core/records";
import { useVisitAnswer } from "../../live/use-answer";
import { Heading } from "../../shell/heading";
import { say } from "../../text/text";
import { Describe } from "./describe";
import { Group } from "./group";
import { NextLevel } from "./next-level";
import { Predict } from "./predict";
import { Steps } from "./steps";

export function Debrief({ row }: { row: VisitRow }) {
  const visit = row.visit.id;
  const { answer: board } = useVisitAnswer("debriefBoard", { visit });
  return (
    <>
      <Heading title={say("debrief-title")} />
      {board && (
        <>
          <Steps visit={visit} board={board} />
          {!board.mayEdit && <p class="notice">{say("debrief-follows")}</p>}
          <Work visit={visit} board={board} />
        </>
      )}
    </>
  );
}

const WORK = { describe: Describe, group: Group, predict: Predict, nextLevel: NextLevel } as const satisfies Record<
  DebriefStep,
  unknown
>;

function Work({ visit, board }: { visit: string; board: DebriefBoard }) {
  const Step = WORK[board.step];
  return <Step visit={visit} board={board} />;
}
