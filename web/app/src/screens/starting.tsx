import { useEffect, useState } from "preact/hooks";
import { Plain } from "../shell/plain";
import { say } from "../text/text";

/** While the notebook opens. That takes a moment; only what takes longer is worth words. */
export function Starting() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 600);
    return () => clearTimeout(timer);
  }, []);
  return <Plain title={say("starting-title")}>{isSlow && <p class="lead">{say("starting-lead")}</p>}</Plain>;
}
