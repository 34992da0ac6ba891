/** A screen before anybody's notebook is open: the wordmark, a heading, and what is to be done. */
import type { ComponentChildren } from "preact";
import { Heading } from "./heading";
import { Skip } from "./skip";

export function Plain({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <Skip />
      <header class="cover app-cover">
        <span class="wordmark">Fieldwalk</span>
      </header>
      <main id="main" tabIndex={-1}>
        <div class="narrow">
          <Heading title={title} />
          {children}
        </div>
      </main>
    </>
  );
}
