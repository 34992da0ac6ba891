/** The invite as people have it: a link to paste, a code to type, a sheet to scan. */
import { useEffect, useId, useState } from "preact/hooks";
import { canScan } from "../../platform/scan";
import { say } from "../../text/text";
import { Scanner } from "./scanner";

export function InviteForm({ onText }: { onText: (text: string) => Promise<void> }) {
  const [hasScanner, setHasScanner] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const id = useId();
  useEffect(() => {
    void canScan().then(setHasScanner);
  }, []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget as HTMLFormElement).get("invite");
    if (text) void onText(String(text));
  };
  if (isScanning) {
    const seen = (text: string | undefined) => {
      setScanning(false);
      if (text) void onText(text);
    };
    return <Scanner onEnd={seen} />;
  }
  return (
    <>
      {hasScanner && (
        <button type="button" class="button app-wide" onClick={() => setScanning(true)}>
          {say("join-scan")}
        </button>
      )}
      <form onSubmit={submit}>
        <div class="field">
          <label for={id}>{say("join-code")}</label>
          <input
            id={id}
            name="invite"
            required
            autoCapitalize="characters"
            autoComplete="off"
            spellcheck={false}
            aria-describedby={`${id}-hint`}
          />
          <p id={`${id}-hint`} class="hint">
            {say("join-code-hint")}
          </p>
        </div>
        <button class={`button ${hasScanner ? "quiet" : ""}`}>{say("join-next")}</button>
      </form>
    </>
  );
}
