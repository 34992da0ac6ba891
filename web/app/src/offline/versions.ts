/**
 * Versions of the app on the device: one cache for each, and a pin that says which one is served.
 */

/** The files that were built together. */
export interface Version {
  /** Made from all hashes. */
  name: string;
  /** From the path under the app's address to the SHA-256 of the content, shortened. */
  files: Record<string, string>;
}

const PREFIX = "fieldwalk-app-";
const PIN = "fieldwalk-pin";
const PIN_KEY = "/pin";

export class Versions {
  constructor(
    private readonly newest: Version,
    private readonly base: URL,
  ) {}

  /** The version that is served: the pinned one while it is there. */
  async running(): Promise<string> {
    const pin = await (await caches.open(PIN)).match(PIN_KEY);
    const pinned = await pin?.text();
    return pinned && (await caches.has(PREFIX + pinned)) ? pinned : this.newest.name;
  }

  /** Has the newest version on the device as a whole, or fails and leaves what was served before as it is. */
  async storeNewest(): Promise<void> {
    const cache = await caches.open(PREFIX + this.newest.name);
    for (const path of await this.missing()) await cache.put(this.url(path), await this.obtain(path));
    const pins = await caches.open(PIN);
    if (!(await pins.match(PIN_KEY))) await this.pinNewest();
  }

  /** What is not on the device of the newest version. */
  async missing(): Promise<string[]> {
    const cache = await caches.open(PREFIX + this.newest.name);
    const there = new Set((await cache.keys()).map((request) => request.url));
    return Object.keys(this.newest.files).filter((path) => !there.has(this.url(path)));
  }

  async pinNewest(): Promise<void> {
    await (await caches.open(PIN)).put(PIN_KEY, new Response(this.newest.name));
    await this.prune();
  }

  /** Removes all versions but the one that is served and the newest. */
  async prune(): Promise<void> {
    const kept = [this.newest.name, await this.running()].map((name) => PREFIX + name);
    const left = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !kept.includes(name));
    await Promise.all(left.map((name) => caches.delete(name)));
  }

  /** A file of the version that is served. Where it was thrown away: of whatever version has it, or from the server. */
  async serve(path: string, request: Request): Promise<Response> {
    const running = await caches.open(PREFIX + (await this.running()));
    return (await running.match(this.url(path))) ?? (await caches.match(this.url(path))) ?? fetch(request);
  }

  private url(path: string): string {
    return new URL(path, this.base).href;
  }

  /** A file, checked: while a server is being updated, it may hand out files of two versions. */
  private async obtain(path: string): Promise<Response> {
    const isNamedByContent = path.startsWith("assets/");
    const known = isNamedByContent ? await caches.match(this.url(path)) : undefined;
    const response = known ?? (await fetch(this.url(path), { cache: "no-cache" }));
    const body = await response.arrayBuffer();
    if (!response.ok || (await shortHash(body)) !== this.newest.files[path]) {
      throw new Error(`${path} is not the file of this version`);
    }
    const type = response.headers.get("content-type");
    return new Response(body, type ? { headers: { "content-type": type } } : {});
  }
}

async function shortHash(body: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
