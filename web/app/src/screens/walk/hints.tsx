/** What the evidence check has to say, over the sheet's foot so that nothing moves. */
import { useEffect } from "preact/hooks";
import type { EvidenceFinding } from "../../core/records";
import { say } from "../../text/text";

interface Props {
  open: EvidenceFinding[];
  text: string;
  onSplit: (finding: EvidenceFinding) => void;
  onClose: () => void;
}

export function Hints({ open, text, onSplit, onClose }: Props) {
  const isOpen = open.length > 0;
  useEffect(() => {
    if (!isOpen) return undefined;
    const key = (event: KeyboardEvent) => event.key === "Escape" && onClose();
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [isOpen]);
  return (
    <div class="app-hints" role="status">
      {isOpen && (
        <div class="card">
          {open.map((finding) => (
            <div class="stack tight" key={`${finding.kind} ${finding.span.start}`}>
              <p>
                <q>{text.slice(finding.span.start, finding.span.end)}</q>
              </p>
              {/* Of English words, in English, whatever the app speaks. */}
              <p lang="en">{finding.hint}</p>
              {finding.split && (
                <button type="button" class="button small" onClick={() => onSplit(finding)}>
                  {say("hint-split")}
                </button>
              )}
            </div>
          ))}
          <button type="button" class="button quiet small" onClick={onClose}>
            {say("hint-close")}
          </button>
        </div>
      )}
    </div>
  );
}
