import { useId } from "preact/hooks";

interface Props {
  label: string;
  button: string;
  /** Adds it; whether that was done. */
  onText: (text: string) => Promise<boolean>;
}

/** One more pattern, prediction, wondering or next step, in one sentence. */
export function NewStatement({ label, button, onText }: Props) {
  const id = useId();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const text = String(new FormData(form).get("text")).trim();
    // The words stay where they could not be added.
    if (text !== "" && (await onText(text))) form.reset();
  };
  return (
    <form onSubmit={submit}>
      <div class="field">
        <label for={id}>{label}</label>
        <textarea id={id} name="text" class="app-short" required rows={2} />
      </div>
      <button class="button quiet">{button}</button>
    </form>
  );
}
