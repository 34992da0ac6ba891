/**
 * Quiet lines under what the evidence check saw. The same text lies behind the sheet, invisible but for its lines, and
 * is scrolled along with it.
 */
import { useEffect, useRef } from "preact/hooks";
import type { EvidenceFinding } from "../../core/records";
import type { Piece } from "./desk";

interface Props {
  piece: Piece;
  findings: EvidenceFinding[];
  of: { current: HTMLTextAreaElement | null };
}

export function Underlines({ piece: { text }, findings, of }: Props) {
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const sheet = of.current;
    const follow = () => layer.current?.scrollTo(0, sheet?.scrollTop ?? 0);
    follow();
    sheet?.addEventListener("scroll", follow, { passive: true });
    return () => sheet?.removeEventListener("scroll", follow);
  }, [findings]);
  return (
    <div ref={layer} class="app-underlines" aria-hidden="true">
      {stretches(text, findings).map(({ words, isFound }, index) =>
        isFound ? (
          <span key={index} class="app-underline">
            {words}
          </span>
        ) : (
          words
        ),
      )}
    </div>
  );
}

/** The text in stretches, each under a line or not. Findings may overlap; then it is one line. */
function stretches(text: string, findings: EvidenceFinding[]): { words: string; isFound: boolean }[] {
  const found: { words: string; isFound: boolean }[] = [];
  let at = 0;
  for (const { span } of [...findings].sort((a, b) => a.span.start - b.span.start)) {
    const start = Math.max(span.start, at);
    if (span.end <= start) continue;
    found.push({ words: text.slice(at, start), isFound: false }, { words: text.slice(start, span.end), isFound: true });
    at = span.end;
  }
  // A last line that is empty has a height of its own only with something in it.
  return at === 0 ? [] : [...found, { words: `${text.slice(at)}\u200b`, isFound: false }];
}
