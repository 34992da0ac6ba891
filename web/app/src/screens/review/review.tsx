/**
 * The feedback and the host's response, read with or without a network: as it was released, once it was; before that, as
 * the group sees it now. There is no rating here, and no room beside another.
 */
import type { VisitRow } from "../../core/records";
import { useVisitAnswer } from "../../live/use-answer";
import { Heading } from "../../shell/heading";
import { say, word } from "../../text/text";
import { moment } from "../../text/time";
import { AsItIs } from "./as-it-is";
import { Released } from "./released";
import { Response } from "./response";

/** A release is read as a whole: what stands under its patterns is among its notes. */
const LIMIT = 30_000;

export function Review({ row }: { row: VisitRow }) {
  const { visit } = row;
  const { answer: release, error } = useVisitAnswer("releasedFeedback", { visit: visit.id, offset: 0, limit: LIMIT });
  return (
    <>
      <div class="page-head">
        <p class="kicker">
          {release
            ? say("review-released", { number: release.number, time: moment(release.releasedAt) })
            : word("stage", visit.stage)}
        </p>
        <Heading title={say("review-title")} />
      </div>
      {release && <Released release={release} />}
      {(release === null || error) && <AsItIs visit={visit.id} isReleased={visit.releases > 0} />}
      <Response visit={visit.id} />
    </>
  );
}
