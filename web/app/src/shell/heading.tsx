/**
 * The heading of a screen. Names the window, and takes the focus when the person came here from another screen, so
 * that a screen reader reads on from where the new screen begins.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

let hasMoved = false;
addEventListener("hashchange", () => (hasMoved = true));

export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Fieldwalk`;
  }, [title]);
  useEffect(() => {
    if (hasMoved) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
