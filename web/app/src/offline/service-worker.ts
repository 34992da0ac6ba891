/**
 * Keeps the app on the device, so that it starts with no network and with no server.
 *
 * The newest version is fetched as a whole as soon as it exists, and is served only once the app says so. A browser
 * puts a waiting service worker in charge whenever the last page is closed, and that may be between two rooms; so this
 * one takes over at once and goes on serving the version that is pinned.
 *
 * It answers for files of the app alone: what goes to the server's other addresses does not pass through here.
 */
import type { Question, State } from "./question";
import { type Version, Versions } from "./versions";

declare const self: ServiceWorkerGlobalScope;

/** Put here by the build. */
const NEWEST = "__FILES_OF_THIS_VERSION__" as unknown as Version;
const base = new URL(self.registration.scope);
const versions = new Versions(NEWEST, base);

self.addEventListener("install", (event) => {
  event.waitUntil(versions.storeNewest().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(versions.prune().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(base.href)) return;
  // Every address of the app is the one page.
  const path = request.mode === "navigate" ? "index.html" : url.pathname.slice(base.pathname.length);
  event.respondWith(versions.serve(path, request));
});

self.addEventListener("message", (event) => {
  const answer = answerTo(event.data as Question).then((state) => event.ports[0]?.postMessage(state));
  event.waitUntil(answer);
});

async function answerTo(question: Question): Promise<State> {
  // Without a network a repair waits for the next time.
  if (question === "repair") await versions.storeNewest().catch(() => undefined);
  if (question === "switch") await versions.pinNewest();
  const isWhole = (await versions.missing()).length === 0;
  return { running: await versions.running(), newest: NEWEST.name, isWhole };
}
