import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { catalogue, entries } from "../../build/messages.ts";

const LOCALES = join(process.cwd(), "../../server/locales");
const LANGUAGES = ["en", "es"];
const own = (language: string) => entries(readFileSync(join(LOCALES, "app", `${language}.ftl`), "utf8"));
const args = (entry: string) => [...new Set([...entry.matchAll(/\{ \$(\w+)/g)].map(([, name]) => name))].sort();

/** The app's own code, without tests. */
function sources(): string {
  const names = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.test)\.tsx?$/.test(name),
  );
  return names.map((name) => readFileSync(join("src", name), "utf8")).join("\n");
}

test("languages have the same messages in the same order, with the same arguments", () => {
  const [english, spanish] = [own("en"), own("es")];
  assert.deepEqual([...spanish.keys()], [...english.keys()]);
  for (const [id, entry] of english) assert.deepEqual(args(spanish.get(id) ?? ""), args(entry), id);
});

test("catalogues are well formed, and every message of theirs can be said", () => {
  for (const language of LANGUAGES) {
    const source = catalogue(LOCALES, language);
    const bundle = new FluentBundle(language, { useIsolating: false });
    assert.deepEqual(bundle.addResource(new FluentResource(source)), []);
    for (const id of entries(source).keys()) assert.ok(bundle.getMessage(id)?.value, `${id} in ${language}`);
  }
});

test("every message that the code asks for by its id is there, and none is unused", () => {
  const code = sources();
  const known = new Set(entries(catalogue(LOCALES, "en")).keys());
  const said = [...code.matchAll(/say\(\s*"([a-z0-9-]+)"/g)].map(([, id]) => id ?? "");
  assert.deepEqual(
    said.filter((id) => !known.has(id)),
    [],
  );
  const groups = [...code.matchAll(/(?:word\(|group=)"([a-z-]+)"/g)].map(([, group]) => `${group}-`);
  const isUsed = (id: string) => code.includes(`"${id}"`) || groups.some((group) => id.startsWith(group));
  assert.deepEqual(
    [...own("en").keys()].filter((id) => !isUsed(id)),
    [],
  );
});
