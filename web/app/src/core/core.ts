// The core as the page sees it: promises over messages to the worker, and one tab at a time.
//
//   const core = Core.start();
//   core.listen((event) => ...);               // "state" first
//   const list = await core.call("visitList", { today: "2026-11-22" });

import type { Answer, Args, CoreEvent, CoreState, Method, Response } from "./protocol";
import type { CallFailure, ImportReport } from "./records";
import { OneTab } from "./one-tab";

/** Why a call could not be met. */
export class CallError extends Error {
  readonly kind: CallFailure["kind"];
  readonly retry: CallFailure["retry"];

  constructor(failure: CallFailure) {
    super(failure.detail);
    this.name = "CallError";
    this.kind = failure.kind;
    this.retry = failure.retry;
  }
}

/** So often the core is started anew before the page gives up. */
const FAULTS_MAX = 5;

type Waiting = { resolve: (result: never) => void; reject: (error: CallError) => void };

export class Core {
  /** Starts the worker and waits for its turn among tabs. */
  static start(): Core {
    return new Core();
  }

  /** Whether this tab can write. */
  get state(): CoreState {
    return this.#state;
  }

  /** Hears of everything until the function that this returns is called. */
  listen(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls are carried out in the order in which they are made; two keystrokes never change places. */
  call<M extends Method>(method: M, args: Args<M>): Promise<Answer<M>> {
    return this.#send(method, args);
  }

  /** The visit as one file: with the notebook for another device of this member, without it for a colleague. */
  exportVisit(visit: string, withNotebook: boolean): Promise<Uint8Array<ArrayBuffer>> {
    return this.#send("exportVisit", { visit, withNotebook });
  }

  /** Takes in a file that `exportVisit` made. Taking it twice changes nothing. */
  importVisit(bytes: Uint8Array): Promise<ImportReport> {
    return this.#send("importVisit", {}, bytes);
  }

  /** The page came to the front: what waits is sent now. */
  stir(): void {
    if (this.#worker) void this.#send("stir", {}).catch(() => undefined);
  }

  /** Asks the tab that has it to finish and hand over. */
  takeOver(): void {
    this.#tab?.takeOver();
  }

  #state: CoreState = { is: "starting" };
  readonly #listeners = new Set<(event: CoreEvent) => void>();
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #tab: OneTab | undefined;
  #last = 0;
  #faults = 0;

  private constructor() {
    if (!("locks" in navigator) || typeof Worker === "undefined" || typeof WebAssembly === "undefined") {
      this.#enter({ is: "unusable", why: "oldBrowser" });
      return;
    }
    this.#tab = new OneTab({
      taken: () => this.#open(),
      waiting: () => this.#enter({ is: "openElsewhere" }),
      giveUp: () => this.#close(),
    });
  }

  async #open(): Promise<void> {
    this.#enter({ is: "starting" });
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Response | CoreEvent>) => this.#take(data);
    worker.onerror = () => this.#enter({ is: "unusable", why: "oldBrowser" });
    this.#worker = worker;
    const state = await this.#send<CoreState>("start", {}).catch(() => undefined);
    // None: it ended meanwhile, and is seen to.
    if (state) this.#enter(state);
  }

  async #close(): Promise<void> {
    await this.#send("stop", {}).catch(() => undefined);
    this.#drop("another tab has it now");
    this.#enter({ is: "handedOver" });
  }

  /** Ends the worker; who still waits for an answer is told. */
  #drop(detail: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const failure: CallFailure = { kind: "closed", detail, retry: { type: "later" } };
    for (const { reject } of this.#waiting.values()) reject(new CallError(failure));
    this.#waiting.clear();
  }

  /** Starts the core anew after a fault: what was confirmed is on disk, and no profile is open. */
  #startAnew(): void {
    this.#drop("the core ended");
    this.#faults += 1;
    if (this.#faults <= FAULTS_MAX) void this.#open();
    else this.#enter({ is: "unusable", why: "storageFailed" });
  }

  #send<T>(method: string, args: object, bytes?: Uint8Array): Promise<T> {
    const worker = this.#worker;
    if (!worker) {
      const failure: CallFailure = { kind: "closed", detail: "this tab does not have it", retry: { type: "never" } };
      return Promise.reject(new CallError(failure));
    }
    const id = ++this.#last;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      worker.postMessage({ id, method, args, bytes });
    });
  }

  #take(message: Response | CoreEvent): void {
    if ("event" in message) {
      this.#tell(message);
      if (message.event === "ended") this.#startAnew();
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ("error" in message) waiting?.reject(new CallError(message.error));
    else waiting?.resolve(message.result as never);
  }

  #enter(state: CoreState): void {
    this.#state = state;
    this.#tell({ event: "state", state });
  }

  #tell(event: CoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
