/**
 * The app on this device: whether it starts without a network, and whether a newer one is here.
 *
 * A newer version is fetched by itself and never used by itself: `switchToNewest` is for a moment when nothing is
 * unsent and nobody writes.
 */
import { useEffect, useState } from "preact/hooks";
import type { Question, State } from "../offline/question";

const WORKER = `${import.meta.env.BASE_URL}service-worker.js`;

/** Registers the service worker; in development there is none. */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // A start without a network cannot look for a newer one.
  navigator.serviceWorker.register(WORKER, { scope: import.meta.env.BASE_URL }).catch(() => undefined);
}

/** What the service worker says; none where there is none, or it does not say in time. */
export async function ask(question: Question): Promise<State | undefined> {
  const worker = (await navigator.serviceWorker?.getRegistration(import.meta.env.BASE_URL))?.active;
  if (!worker) return undefined;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<State>) => resolve(data);
    worker.postMessage(question, [port2]);
  });
}

/** Starts the app anew in its newest version. */
export async function switchToNewest(): Promise<void> {
  await ask("switch");
  location.reload();
}

/** The state of the app on this device, looked at again when the person comes back and when a version arrives. */
export function useAppState(): State | undefined {
  const [state, setState] = useState<State>();
  useEffect(() => {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return undefined;
    const look = async () => setState(await ask("repair"));
    const lookForNewer = async () => {
      if (document.visibilityState !== "visible") return;
      // Without a network there is nothing newer.
      await (await serviceWorker.getRegistration())?.update().catch(() => undefined);
      await look();
    };
    void look();
    serviceWorker.addEventListener("controllerchange", look);
    document.addEventListener("visibilitychange", lookForNewer);
    return () => {
      serviceWorker.removeEventListener("controllerchange", look);
      document.removeEventListener("visibilitychange", lookForNewer);
    };
  }, []);
  return state;
}
