/** Takes in a colleague's file. Taking it twice changes nothing. */
import { useId } from "preact/hooks";
import { failureText } from "../../live/act";
import { core } from "../../live/core";
import { notice } from "../../live/notice";
import { say } from "../../text/text";

export function Import() {
  const id = useId();
  const take = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (!file) return;
    try {
      const report = await core.importVisit(new Uint8Array(await file.arrayBuffer()));
      const { added, known } = report;
      const refused = report.refused.length;
      notice({ tone: refused > 0 ? "warn" : "good", text: say("import-done", { added, known, refused }) });
    } catch (error) {
      notice({ tone: "bad", text: failureText(error) });
    }
    // The same file can be chosen again.
    input.value = "";
  };
  return (
    <div class="field">
      <label for={id}>{say("import-label")}</label>
      <input id={id} type="file" onChange={(event) => void take(event.currentTarget)} />
      <p class="hint">{say("import-hint")}</p>
    </div>
  );
}
