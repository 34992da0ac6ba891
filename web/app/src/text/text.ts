/**
 * What the app says, from the catalogues that it shares with the console.
 *
 *     say("time-left", { minutes: 12 })
 *     word("note-kind", "verbatim")
 */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { memorize, recall } from "../platform/memory";

export const LANGUAGES = { en: "English", es: "Español" } as const;
export type Language = keyof typeof LANGUAGES;

const CHOICE = "fieldwalk-language";
const sources: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import("virtual:messages/en"),
  es: () => import("virtual:messages/es"),
};

let bundle = new FluentBundle("en");
let current: Language = "en";

/** The language that is spoken. */
export const language = (): Language => current;

/** The language that the person chose here, else the first of the browser's that there is. */
export function preferred(): Language {
  const wanted = [recall(CHOICE), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return wanted.find((tag): tag is Language => tag !== undefined && tag in LANGUAGES) ?? "en";
}

/** Speaks a language from now on, and remembers it. */
export async function choose(language: Language): Promise<void> {
  memorize(CHOICE, language);
  await speak(language);
}

export async function speak(language: Language): Promise<void> {
  const { default: source } = await sources[language]();
  // What people wrote is isolated by `isolated`; numbers need none.
  bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  current = language;
  document.documentElement.lang = language;
}

/** The message of this id. */
export function say(id: string, args: Record<string, FluentVariable> = {}): string {
  const message = bundle.getMessage(id);
  if (!message?.value) throw new Error(`there is no message ${id}`);
  return bundle.formatPattern(message.value, args);
}

/** The message for one of the domain's words: of the group `stage` for `inFieldNetwork`, `stage-in-field-network`. */
export function word(group: string, word: string): string {
  return say(`${group}-${word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}

/** Words of a person inside a message, so that their direction does not turn ours around. */
export const isolated = (words: string): string => `\u2068${words}\u2069`;
