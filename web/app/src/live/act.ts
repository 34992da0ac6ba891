/**
 * Has the core do something for the person. A failure is told where everybody sees it, with what is safe; nothing is
 * thrown, and nothing is shown as done before it is done.
 */
import type { CallError } from "../core/core";
import type { Answer, Args, Method } from "../core/protocol";
import { say } from "../text/text";
import { notice } from "./notice";
import { core } from "./core";

/** Whether it was done. */
export async function act<M extends Method>(method: M, args: Args<M>): Promise<boolean> {
  return (await ask(method, args)) !== undefined;
}

/** The answer; none where it failed. */
export async function ask<M extends Method>(method: M, args: Args<M>): Promise<Answer<M> | undefined> {
  try {
    return await core.call(method, args);
  } catch (error) {
    notice({ tone: "bad", text: failureText(error) });
    return undefined;
  }
}

/** What happened, what is safe and what to do next. */
export function failureText(error: unknown): string {
  const kind = (error as Partial<CallError>).kind ?? "fault";
  return kind in SPECIFIC ? say(SPECIFIC[kind as keyof typeof SPECIFIC]) : say("failure-other", { kind });
}

const SPECIFIC = {
  badArgument: "failure-bad-argument",
  noConnection: "failure-no-connection",
  serverBusy: "failure-server-busy",
  badAnswer: "failure-server-busy",
  diskFull: "failure-disk-full",
  refused: "failure-refused",
  notAllowed: "failure-not-allowed",
  stepSkipped: "failure-step-skipped",
  tooLong: "failure-too-long",
  notAVisitFile: "failure-not-a-visit-file",
  otherNetwork: "failure-other-network",
  wrongPin: "failure-wrong-pin",
  unsent: "failure-unsent",
  signedOut: "failure-signed-out",
  revoked: "failure-revoked",
  removed: "failure-removed",
  appTooOld: "failure-app-too-old",
  closed: "failure-closed",
} as const;
