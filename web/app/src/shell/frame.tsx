/** What surrounds a screen: the cover with the way back and the state of what was written, and the main part. */
import type { ComponentChildren } from "preact";
import { href, type Route } from "../route";
import { say } from "../text/text";
import { StateChip } from "./state-chip";
import { Skip } from "./skip";

interface Props {
  /** Where the way back leads; none on the first screen. */
  back?: Route;
  /** What stands on the cover beside it. */
  name: string;
  /** The parts of what is open. */
  nav?: ComponentChildren;
  children: ComponentChildren;
}

export function Frame({ back, name, nav, children }: Props) {
  return (
    <>
      <Skip />
      <header class="cover app-cover">
        {back ? (
          <a class="app-back" href={href(back)}>
            <span aria-hidden="true" class="app-chevron" />
            {say(back.at === "visits" ? "frame-to-visits" : "frame-back")}
          </a>
        ) : (
          <span class="wordmark">Fieldwalk</span>
        )}
        <p class="app-name">{name}</p>
        <StateChip />
      </header>
      {nav}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
