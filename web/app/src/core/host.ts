// What the worker brings along for the core: the server, time, and a word to the page. The other half is
// web/src/browser/host.rs; names and shapes are read there.

/** No request takes longer than this, in milliseconds. */
const TIMEOUT = 60_000;

export interface Reply {
  status: number;
  retryAfter: string | undefined;
  /** What time it is for the server. */
  date: string | undefined;
  body: Uint8Array;
}

export class Host {
  readonly #tell: (event: string) => void;
  #stirred = gate();

  constructor(tell: (event: string) => void) {
    this.#tell = tell;
    addEventListener("online", () => this.stir());
    addEventListener("offline", () => this.stir());
  }

  post(
    url: string,
    mediaType: string,
    token: string | undefined,
    body: Uint8Array<ArrayBuffer>,
  ): { reply: Promise<Reply>; abort(): void } {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), TIMEOUT);
    const reply = posted(url, mediaType, token, body, giveUp.signal).finally(() => clearTimeout(timer));
    // Who gave up does not look at it any more.
    reply.catch(() => undefined);
    return { reply, abort: () => giveUp.abort() };
  }

  notices(url: string, token: string): Notices {
    return new Notices(url, token);
  }

  sleep(millis: number): Promise<void> {
    return new Promise((wake) => setTimeout(wake, millis));
  }

  isOnline(): boolean {
    return navigator.onLine;
  }

  /** Until the network comes or goes, or the page comes to the front. */
  stirred(): Promise<void> {
    return this.#stirred.opened;
  }

  /** The network came or went, or the page came to the front. */
  stir(): void {
    this.#stirred.open();
    this.#stirred = gate();
  }

  tell(event: string): void {
    this.#tell(event);
  }
}

/** The server's change notices: server-sent events, read by hand because an `EventSource` cannot say who it is. */
export class Notices {
  readonly opened: Promise<boolean>;
  readonly #giveUp = new AbortController();
  #reader: ReadableStreamDefaultReader<string> | undefined;
  #unread = "";

  constructor(url: string, token: string) {
    this.opened = this.#open(url, token).catch(() => false);
  }

  /** Waits for the next one; false when the connection is gone. */
  async next(): Promise<boolean> {
    for (;;) {
      const end = this.#unread.indexOf("\n");
      if (end >= 0) {
        const line = this.#unread.slice(0, end);
        this.#unread = this.#unread.slice(end + 1);
        // Comments keep the connection open.
        if (line.startsWith("data:")) return true;
        continue;
      }
      const more = await this.#reader?.read().catch(() => undefined);
      if (more?.value === undefined) return false;
      this.#unread += more.value;
    }
  }

  close(): void {
    this.#giveUp.abort();
  }

  async #open(url: string, token: string): Promise<boolean> {
    const response = await fetch(url, {
      ...PLAIN,
      headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
      signal: this.#giveUp.signal,
    });
    if (!response.ok || !response.body) return false;
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    return true;
  }
}

/** Nothing is kept, nothing but the token says who asks, and a redirect would carry that to another address. */
const PLAIN: RequestInit = { cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" };

async function posted(
  url: string,
  mediaType: string,
  token: string | undefined,
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Reply> {
  const headers: Record<string, string> = { "content-type": mediaType };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  const response = await fetch(url, { ...PLAIN, method: "POST", headers, body, signal });
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after") ?? undefined,
    date: response.headers.get("date") ?? undefined,
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
