/**
 * Tells the service worker which files make up this version of the app: each with the hash of its content, so that a
 * version is known by what it consists of and a file that did not change is not fetched again.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const WORKER = "service-worker.js";
/** Stands in the worker's source where the list goes. */
const PLACE = /["'`]__FILES_OF_THIS_VERSION__["'`]/;

const hash = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex").slice(0, 32);

/** Writes the list into the worker once everything else is built. */
export function offline(): Plugin {
  let publicDir = "";
  return {
    name: "fieldwalk-offline",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      publicDir = config.publicDir;
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle[WORKER];
        // Tests are built without it.
        if (worker?.type !== "chunk") return;
        const built = Object.values(bundle)
          .filter((file) => file !== worker)
          .map((file) => [file.fileName, hash(file.type === "chunk" ? file.code : file.source)] as const);
        // Icons are fetched by the phone, once, when the app is put on its home screen.
        const needed = readdirSync(publicDir).filter((name) => !name.endsWith(".png"));
        const copied = needed.map((name) => [name, hash(readFileSync(join(publicDir, name)))] as const);
        const files = [...built, ...copied].sort(([a], [b]) => (a < b ? -1 : 1));
        const version = { name: hash(JSON.stringify(files)), files: Object.fromEntries(files) };
        if (!PLACE.test(worker.code)) this.error("the service worker has no place for its list of files");
        worker.code = worker.code.replace(PLACE, JSON.stringify(version));
      },
    },
  };
}
