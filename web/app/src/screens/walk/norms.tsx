/** What observers agree on, acknowledged once before the first room. */
import type { Norm } from "../../core/records";
import { Heading } from "../../shell/heading";
import { say } from "../../text/text";

export function Norms({ norms, onAgreed }: { norms: Norm[]; onAgreed: () => void }) {
  return (
    <div class="narrow app-has-foot">
      <Heading title={say("norms-title")} />
      <p class="lead">{say("norms-lead")}</p>
      <ul>
        {norms.map((norm) => (
          <li key={norm.id}>{norm.text}</li>
        ))}
      </ul>
      <div class="app-foot">
        <button type="button" class="button app-wide" onClick={onAgreed}>
          {say("norms-agree")}
        </button>
      </div>
    </div>
  );
}
