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
  const [wrong, setWrong] = useState<string>();
  const [isTrying, setTrying] = useState(false);
  const id = useId();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const pin = String(new FormData(form).get("pin") ?? "");
    setTrying(true);
    const error = await onPin(pin);
    setTrying(false);
    setWrong(error && wordsFor(error));
    if (error) form.reset();
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
          aria-invalid={wrong !== undefined}
          aria-describedby={`${id}-error`}
        />
        <p id={`${id}-error`} class="error" role="alert">
          {wrong}
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

/** What was wrong, and from when on another one is looked at. */
function wordsFor(error: CallError): string {
  const { kind, retry } = error;
  const mustWait = kind === "wrongPin" && retry.type === "notBefore";
  return mustWait ? say("pin-wait", { time: moment(Date.now() + retry.millis) }) : failureText(error);
}
