/** Sets, changes or removes a PIN. */
import { useId } from "preact/hooks";
import { say } from "../../text/text";

interface Props {
  hasPin: boolean;
  onPin: (current: string | null, pin: string | null) => Promise<void>;
  onBack: () => void;
}

export function NewPin({ hasPin, onPin, onBack }: Props) {
  const id = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? "") || null;
    void onPin(text("current"), text("pin"));
  };
  const field = (name: string, label: string, isRequired: boolean, hint?: string) => (
    <div class="field">
      <label for={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        name={name}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        required={isRequired}
        minLength={4}
        aria-describedby={hint ? `${id}-${name}-hint` : undefined}
      />
      {hint && (
        <p id={`${id}-${name}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
  return (
    <form class="card" onSubmit={submit}>
      {hasPin && field("current", say("pin-current"), true)}
      {field("pin", say("pin-new"), !hasPin, say(hasPin ? "pin-new-hint-none" : "pin-new-hint"))}
      <div class="actions">
        <button class="button">{say("pin-save")}</button>
        <button type="button" class="button quiet" onClick={onBack}>
          {say("cancel")}
        </button>
      </div>
    </form>
  );
}
