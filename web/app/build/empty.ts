/** Empties the folder that is built into, but for the note that says what the folder is for. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const KEPT = "README.md";

export function empty(folder: string): Plugin {
  return {
    name: "fieldwalk-empty",
    apply: (_, { isSsrBuild }) => isSsrBuild !== true,
    buildStart() {
      const old = readdirSync(folder).filter((name) => name !== KEPT);
      for (const name of old) rmSync(join(folder, name), { recursive: true });
    },
  };
}
