/** Asks for a PIN. A wrong one costs a wait, never what was written. */
import { useId, useState } from "preact/hooks";
import type { CallError } from "../../core/core";
import { failureText } from "../../live/act";
import { say } from "../../text/text";
import { moment } from "../../text/time";

interface Props {
  /** Tries it; what was wrong with it. */
  onPin: (pin: string) => Promise<CallError | undefined>;
  onBack: () => void;
}

export function PinForm({ onPin, onBack }: Props) {
  const [error, setError] = useState<CallError>();
  const [isTrying, setTrying] = useState(false);
  const id = useId();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const pin = String(new FormData(form).get("pin") ?? "");
    setTrying(true);
    const wrong = await onPin(pin);
    setTrying(false);
    setError(wrong);
    if (wrong) form.reset();
  };
  return (
    <form onSubmit={submit}>
      <div class="field">
        <label for={id}>{say("pin-label")}</label>
        <input
          id={id}
          class="code-input"
          name="pin"
          type="password"
          inputMode="numeric"
          autoComplete="current-password"
          required
          autoFocus
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-error`}
        />
        <p id={`${id}-error`} class="error" role="alert">
          {error && wordsFor(error)}
        </p>
      </div>
      <div class="actions">
        <button class="button" disabled={isTrying}>
          {say("pin-open")}
        </button>
        <button type="button" class="button quiet" onClick={onBack}>
          {say("pin-back")}
        </button>
      </div>
    </form>
  );
}

function wordsFor(error: CallError): string {
  const { kind, retry } = error;
  return kind === "wrongPin" && retry.type === "notBefore" ? waitWords(retry.millis) : failureText(error);
}

/** From then on another one is looked at. */
function waitWords(at: number): string {
  return at > Date.now() ? say("pin-wait", { time: moment(at) }) : say("failure-wrong-pin");
}
