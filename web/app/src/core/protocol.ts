// What the page and the worker say to each other. The worker owns the core; one tab at a time has it open.

import type { CallFailure, Calls, Changes, NoArgs, SyncProgress } from "./records";

export type Method = keyof Calls;
export type Args<M extends Method> = Calls[M]["args"];
export type Answer<M extends Method> = Calls[M]["answer"];

/** From the page. Files travel as bytes beside the arguments. */
export type Request =
  | { [M in Method]: { id: number; method: M; args: Args<M> } }[Method]
  | { id: number; method: "exportVisit"; args: { visit: string; withNotebook: boolean } }
  | { id: number; method: "importVisit"; args: NoArgs; bytes: Uint8Array }
  /** Opens the storage: sent once the Web Lock is there. */
  | { id: number; method: "start"; args: NoArgs }
  /** The page came to the front: a good moment to sync. */
  | { id: number; method: "stir"; args: NoArgs }
  /** Finishes what is under way and lets go of the storage. */
  | { id: number; method: "stop"; args: NoArgs };

/** To the page: the answer to a request. */
export type Response = { id: number; result: unknown } | { id: number; error: CallFailure };

/** To the page: something happened. */
export type CoreEvent =
  /** Read again what is on the screen. */
  | { event: "changed"; changes: Changes }
  | { event: "progress"; progress: SyncProgress }
  | { event: "state"; state: CoreState }
  /** The core ended by a fault of its own; it is started anew. */
  | { event: "ended" };

/** Whether this tab can write, and if not, why. */
export type CoreState =
  | { is: "starting" }
  /** Calls are answered. */
  | { is: "ready" }
  /** Another tab has it; this one takes over by itself when that one closes, or on `takeOver()`. */
  | { is: "openElsewhere" }
  /** This tab handed over to another one; `takeOver()` asks it back. */
  | { is: "handedOver" }
  /** Nothing can be kept here: say so before a word is typed. */
  | { is: "unusable"; why: Unusable };

export type Unusable =
  /** No private file system: a private window, or an old browser. */
  | "noStorage"
  /** No worker, no Web Locks or no WebAssembly. */
  | "oldBrowser"
  /** It is there and did not open, also not after trying again. */
  | "storageFailed";
