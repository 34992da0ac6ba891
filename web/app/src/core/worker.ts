// The worker that the core lives in: messages in, answers and events out. The core answers in JSON, which is faster
// than carrying every field over by itself.

import { Host } from "./host";
import type { CoreEvent, CoreState, Request, Response, Unusable } from "./protocol";
import init, { type Core, start } from "./wasm/fieldwalk_web";

const host = new Host((event) => postMessage(JSON.parse(event) as CoreEvent));
let core: Core | undefined;

onmessage = ({ data }: MessageEvent<Request>) => void take(data);
// What ends the core beside a call: it is started anew.
addEventListener("error", ({ error }) => lookAt(error));
addEventListener("unhandledrejection", ({ reason }) => lookAt(reason));

async function take(request: Request): Promise<void> {
  const { id } = request;
  try {
    answer({ id, result: await resultOf(request) });
  } catch (error) {
    lookAt(error);
    answer({ id, error: typeof error === "string" ? JSON.parse(error) : FAULT });
  }
}

/** Calls that do not wait are carried out before this returns: their order is that of the messages. */
function resultOf(request: Request): unknown {
  if (request.method === "start") return open();
  if (!core) throw JSON.stringify(CLOSED);
  switch (request.method) {
    case "stir":
      return host.stir();
    case "stop":
      return stop(core);
    case "exportVisit":
      return core.exportVisit(request.args.visit, request.args.withNotebook);
    case "importVisit":
      return JSON.parse(core.importVisit(request.bytes));
    default: {
      const args = JSON.stringify(request.args);
      const json = core.answer(request.method, args);
      return json === undefined ? core.answerLater(request.method, args).then(JSON.parse) : JSON.parse(json);
    }
  }
}

async function open(): Promise<CoreState> {
  try {
    await init();
    core = await start(host);
    return { is: "ready" };
  } catch (why) {
    // A word of ours, or whatever kept the core from starting.
    return { is: "unusable", why: typeof why === "string" ? (why as Unusable) : "oldBrowser" };
  }
}

async function stop(open: Core): Promise<null> {
  core = undefined;
  await open.stop();
  return null;
}

/** A trap ends the core for good: nothing of it may be called again. */
function lookAt(error: unknown): void {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  core = undefined;
  postMessage({ event: "ended" } satisfies CoreEvent);
}

function answer(response: Response): void {
  postMessage(response);
}

const CLOSED = { kind: "closed", detail: "the storage is not open in this worker", retry: { type: "never" } } as const;
const FAULT = { kind: "fault", detail: "the core ended; what was confirmed is safe", retry: { type: "later" } } as const;
