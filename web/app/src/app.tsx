/** The whole app: whether anything can be written here at all, then who writes, then the screens. */
import { useEffect, useState } from "preact/hooks";
import type { CoreState } from "./core/protocol";
import { core } from "./live/core";
import { OtherTab } from "./screens/other-tab";
import { People } from "./screens/people/people";
import { Starting } from "./screens/starting";
import { Unusable } from "./screens/unusable";
import { Notices } from "./shell/notices";

export function App({ invite }: { invite: string | undefined }) {
  const [state, setState] = useState<CoreState>(core.state);
  useEffect(() => {
    setState(core.state);
    return core.listen((event) => event.event === "state" && setState(event.state));
  }, []);
  return (
    <>
      <Stage state={state} invite={invite} />
      <Notices />
    </>
  );
}

function Stage({ state, invite }: { state: CoreState; invite: string | undefined }) {
  switch (state.is) {
    case "starting":
      return <Starting />;
    case "unusable":
      return <Unusable why={state.why} />;
    case "openElsewhere":
    case "handedOver":
      return <OtherTab wasHere={state.is === "handedOver"} />;
    case "ready":
      return <People invite={invite} />;
  }
}
