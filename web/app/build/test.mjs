/** Builds every `*.test.ts` and runs it with node's own test runner: `npm test`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const tests = readdirSync(join(root, "src"), { recursive: true }).filter((name) => name.endsWith(".test.ts"));
const input = Object.fromEntries(tests.map((name) => [basename(name, ".ts"), join(root, "src", name)]));
const outDir = mkdtempSync(join(tmpdir(), "fieldwalk-app-"));
try {
  await build({
    root,
    logLevel: "warn",
    ssr: { noExternal: true },
    build: { ssr: true, outDir, copyPublicDir: false, rolldownOptions: { input, external: /^node:/ } },
  });
  const built = readdirSync(outDir)
    .filter((name) => /\.test\.m?js$/.test(name))
    .map((name) => join(outDir, name));
  const run = spawnSync(process.execPath, ["--test", ...built], { stdio: "inherit", cwd: root });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(outDir, { recursive: true });
}
