/** What the app has to say beside the screen; `shell/notices` shows it. */
export interface Notice {
  tone: "good" | "warn" | "bad";
  text: string;
  /** What can be done about it at once. */
  action?: { label: string; run: () => void };
}

let show: (notice: Notice | undefined) => void = () => undefined;

/** Says something, in place of what was said before. */
export function notice(notice: Notice): void {
  show(notice);
}

/** Takes back what was said. */
export function dismiss(): void {
  show(undefined);
}

/** Shows what is said from now on. */
export function showBy(shown: (notice: Notice | undefined) => void): void {
  show = shown;
}
