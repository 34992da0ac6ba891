/**
 * Where the person is, kept behind the `#` of the address: the browser's own back works, and any file server serves
 * it. Holds ids and nothing else; the code of an invite is taken out of the address as soon as it was read.
 */
import { useEffect, useState } from "preact/hooks";

export type VisitPart = "walk" | "share" | "debrief" | "review" | "about";

export type Route =
  | { at: "visits" }
  | { at: "join" }
  | { at: "status" }
  | { at: "search" }
  | { at: "people" }
  | { at: "visit"; visit: string; part: VisitPart };

const PLAIN = ["join", "status", "search", "people"] as const;
const PARTS: readonly string[] = ["walk", "share", "debrief", "review", "about"] satisfies VisitPart[];

export function parse(hash: string): Route {
  const [first = "", visit = "", part = "walk"] = hash.replace(/^#\/?/, "").split("/");
  const plain = PLAIN.find((at) => at === first);
  if (plain) return { at: plain };
  if (first === "visit" && /^[0-9a-f-]{36}$/.test(visit) && PARTS.includes(part)) {
    return { at: "visit", visit, part: part as VisitPart };
  }
  return { at: "visits" };
}

export function href(route: Route): string {
  if (route.at === "visit") return `#/visit/${route.visit}/${route.part}`;
  return route.at === "visits" ? "#/" : `#/${route.at}`;
}

/** Goes somewhere. In place of where one is: the way back leads past it. */
export function go(route: Route, how: "beside" | "instead" = "beside"): void {
  if (how === "beside") location.hash = href(route);
  else location.replace(href(route));
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return parse(hash);
}
