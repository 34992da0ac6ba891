/** The screen for where the person is. */
import { useEffect } from "preact/hooks";
import { core } from "../live/core";
import { useRoute } from "../route";
import { Search } from "./search/search";
import { Status } from "./status/status";
import { VisitScreens } from "./visit/visit";
import { Visits } from "./visits/visits";

export function Screens() {
  const route = useRoute();
  useEffect(stirInFront, []);
  switch (route.at) {
    case "visits":
    case "join":
    case "people":
      return <Visits />;
    case "status":
      return <Status />;
    case "search":
      return <Search />;
    case "visit":
      return <VisitScreens key={route.visit} visit={route.visit} part={route.part} />;
  }
}

/** Browsers sync nothing in the background: it is done when the app comes to the front. */
function stirInFront(): () => void {
  const stir = () => document.visibilityState === "visible" && core.stir();
  document.addEventListener("visibilitychange", stir);
  return () => document.removeEventListener("visibilitychange", stir);
}
