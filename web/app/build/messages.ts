/**
 * The message catalogues as modules: `virtual:messages/en` holds what the app says in English.
 *
 * They are the server's own: `app/<language>.ftl` whole, and from the console's `<language>.ftl` the words that name
 * things of the domain, so that a stage or a kind is called the same on the phone and in the console.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const PREFIX = "virtual:messages/";

/** The groups of the console's messages that are the domain's words. */
const SHARED = /^(date-long|weekday|month|role|kind|stage|debrief|decision|note-kind|focus|bearing|level|horizon)(-|$)/;

/** The messages of a catalogue by id: each with its attributes and further lines, as written. */
export function entries(catalogue: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of catalogue.split(/^(?=[a-z][a-z0-9-]* =)/m)) {
    const id = /^([a-z][a-z0-9-]*) =/.exec(entry)?.[1];
    // A heading of the next group ends an entry.
    if (id) found.set(id, entry.replace(/^#.*$/gm, "").trimEnd());
  }
  return found;
}

/** What the app says in a language, as one catalogue. */
export function catalogue(locales: string, language: string): string {
  const read = (path: string) => entries(readFileSync(join(locales, path), "utf8"));
  const shared = [...read(`${language}.ftl`)].filter(([id]) => SHARED.test(id));
  return [...shared, ...read(`app/${language}.ftl`)].map(([, entry]) => entry).join("\n");
}

/** Serves the catalogues from the folder `locales`. */
export function messages(locales: string): Plugin {
  return {
    name: "fieldwalk-messages",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const language = id.slice(PREFIX.length + 1);
      for (const path of [`${language}.ftl`, `app/${language}.ftl`]) this.addWatchFile(join(locales, path));
      return `export default ${JSON.stringify(catalogue(locales, language))};`;
    },
  };
}
