import type { Invite } from "../../core/records";
import { core } from "../../live/core";

/** Reads what a person scanned, pasted or typed. A code alone is one of the server that this page is from. */
export function readInvite(text: string): Promise<Invite> {
  const trimmed = text.trim();
  const hasAddress = /[#\s]|:\/\//.test(trimmed);
  return core.call("parseInvite", { text: hasAddress ? trimmed : `${location.origin} ${trimmed}` });
}
