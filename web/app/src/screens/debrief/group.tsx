/** Evidence under statements, by tap: choose a piece, then the pattern and how it stands to it. */
import { useState } from "preact/hooks";
import type { BoardEvidence, BoardPattern, DebriefBoard } from "../../core/records";
import { act } from "../../live/act";
import { say, word } from "../../text/text";
import { EvidenceList } from "./evidence-list";
import { NewStatement } from "./new-statement";
import { Place } from "./place";
import { SharedField } from "./shared-field";

/** A piece that was picked up, and from where. */
export interface Picked {
  piece: BoardEvidence;
  from: string | null;
}

export function Group({ visit, board }: { visit: string; board: DebriefBoard }) {
  const [picked, setPicked] = useState<Picked>();
  const { patterns, unplaced, mayEdit } = board;
  const acts = (from: string | null) => (piece: BoardEvidence) => (
    <>
      {piece.bearings.map((bearing) => (
        <span key={bearing} class="chip">
          {word("bearing", bearing)}
        </span>
      ))}
      {mayEdit && (
        <button type="button" class="button quiet small" onClick={() => setPicked({ piece, from })}>
          {say(from ? "debrief-move" : "debrief-place")}
        </button>
      )}
      {mayEdit && from && (
        <button
          type="button"
          class="button quiet small"
          onClick={() => void act("unplaceEvidence", { visit, pattern: from, evidence: piece.evidence })}
        >
          {say("debrief-take-away")}
        </button>
      )}
    </>
  );
  return (
    <>
      <section class="stack">
        <h2>{say("debrief-patterns")}</h2>
        {patterns.length === 0 && <p class="hint">{say("debrief-patterns-empty")}</p>}
        {patterns.map((pattern, index) => (
          <Pattern key={pattern.id} visit={visit} pattern={pattern} number={index + 1} mayEdit={mayEdit}>
            <EvidenceList evidence={pattern.evidence} acts={acts(pattern.id)} />
          </Pattern>
        ))}
        {mayEdit && (
          <NewStatement
            label={say("debrief-pattern-new")}
            button={say("debrief-pattern-add")}
            onText={(statement) => act("addPattern", { visit, statement })}
          />
        )}
      </section>
      <section class="stack">
        <h2>
          {say("debrief-loose")} <span class="num">({unplaced.length})</span>
        </h2>
        {unplaced.length === 0 && <p class="hint">{say("debrief-evidence-none-loose")}</p>}
        <EvidenceList evidence={unplaced} acts={acts(null)} />
      </section>
      {picked && <Place visit={visit} picked={picked} patterns={patterns} onClose={() => setPicked(undefined)} />}
    </>
  );
}

interface PatternProps {
  visit: string;
  pattern: BoardPattern;
  number: number;
  mayEdit: boolean;
  children: preact.ComponentChildren;
}

function Pattern({ visit, pattern, number, mayEdit, children }: PatternProps) {
  return (
    <article class="column">
      {mayEdit ? (
        <SharedField
          visit={visit}
          place={`pattern/${pattern.id}`}
          text={pattern.statement}
          label={say("debrief-statement-label", { number })}
        />
      ) : (
        <h3 class="pattern-words">{pattern.statement || say("debrief-no-words")}</h3>
      )}
      {children}
      {mayEdit && (
        <details class="inline">
          <summary>{say("debrief-remove-pattern")}</summary>
          <div class="stack">
            <p class="hint">{say("debrief-remove-pattern-hint")}</p>
            <button
              type="button"
              class="button danger small"
              onClick={() => void act("removePattern", { visit, pattern: pattern.id })}
            >
              {say("debrief-remove-pattern-button")}
            </button>
          </div>
        </details>
      )}
    </article>
  );
}
