/**
 * The desk of a notebook for a visit. It outlives the screen: what waits for room on a full phone is still there when the
 * person comes back to it.
 */
import { core } from "../../live/core";
import { Desk } from "./desk";

const desks = new Map<string, Desk>();

export function deskOf(profile: string, visit: string): Desk {
  const key = `${profile} ${visit}`;
  const desk = desks.get(key) ?? new Desk(core, visit);
  desks.set(key, desk);
  return desk;
}
