// Runs the tests in FOLDER in a headless browser, prints what they say and ends as they end: `node run.mjs FOLDER`.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";

const PAGE = `<!doctype html><script type="module">
  const worker = new Worker("/worker.js", { type: "module" });
  const tell = (body) => fetch("/told", { method: "POST", body: JSON.stringify(body) });
  let told = Promise.resolve();
  worker.onmessage = ({ data }) => { told = told.then(() => tell(data)); };
  worker.onerror = ({ message }) => { tell({ line: message, passed: false }); };
</script>`;
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
/** Nobody waits longer, in milliseconds. */
const LONGEST = 5 * 60_000;

const [folder] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "fieldwalk-tests-"));
let browser;

const server = createServer(async (request, response) => {
  if (request.url === "/told") {
    const pieces = await request.toArray();
    response.end();
    const { line, passed } = JSON.parse(Buffer.concat(pieces).toString());
    if (line !== undefined) console.log(line);
    if (passed !== undefined) end(passed ? 0 : 1);
    return;
  }
  const name = basename(request.url);
  response.setHeader("content-type", TYPES[extname(name)] ?? "text/html");
  response.end(request.url === "/" ? PAGE : fileOf(name, response));
});

function fileOf(name, response) {
  try {
    return readFileSync(join(name === "worker.js" ? import.meta.dirname : folder, name));
  } catch {
    response.statusCode = 404;
    return "";
  }
}

function end(code) {
  browser?.once("exit", () => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    process.exit(code);
  });
  browser?.kill("SIGKILL");
}

server.listen(0, "127.0.0.1", () => {
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const url = `http://127.0.0.1:${server.address().port}/`;
  browser = spawn("chromium", [...flags, `--user-data-dir=${profile}`, url], { stdio: "ignore" });
  browser.on("error", () => process.exit(1));
  setTimeout(() => {
    console.log("the tests did not end");
    end(1);
  }, LONGEST).unref();
});
