/** The camera, looking for the code on the facilitator's sheet. */
import { useEffect, useRef, useState } from "preact/hooks";
import { scan } from "../../platform/scan";
import { say } from "../../text/text";

export function Scanner({ onEnd }: { onEnd: (text: string | undefined) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    if (video.current) {
      scan(video.current, stop.signal).then(
        (text) => text && onEnd(text),
        () => setRefused(true),
      );
    }
    return () => stop.abort();
  }, []);
  return (
    <div class="stack">
      <video ref={video} class="app-camera" muted playsInline aria-label={say("join-camera")} hidden={isRefused} />
      {isRefused && <p class="notice warn">{say("join-no-camera")}</p>}
      <button type="button" class="button quiet" onClick={() => onEnd(undefined)}>
        {say("join-type-instead")}
      </button>
    </div>
  );
}
