/** A visit as one file, for where there is no network at all. */
import type { Visit } from "../../core/records";
import { failureText } from "../../live/act";
import { core } from "../../live/core";
import { handOver } from "../../platform/file";
import { notice } from "../../live/notice";
import { say } from "../../text/text";

export function Files({ visit }: { visit: Visit }) {
  const give = async (withNotebook: boolean) => {
    try {
      const bytes = await core.exportVisit(visit.id, withNotebook);
      const how = await handOver(bytes, `fieldwalk-${visit.date}${withNotebook ? "-notebook" : ""}.fieldwalk`);
      if (how === "saved") notice({ tone: "good", text: say("file-saved") });
    } catch (error) {
      notice({ tone: "bad", text: failureText(error) });
    }
  };
  return (
    <details class="inline">
      <summary>{say("file-title")}</summary>
      <div class="stack">
        <p class="hint">{say("file-hint")}</p>
        <div class="actions">
          <button type="button" class="button quiet" onClick={() => void give(false)}>
            {say("file-for-colleague")}
          </button>
          <button type="button" class="button quiet" onClick={() => void give(true)}>
            {say("file-for-myself")}
          </button>
        </div>
      </div>
    </details>
  );
}
