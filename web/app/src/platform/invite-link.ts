/**
 * The invite that the app was opened with: `/app/#join=CODE`, `/app/#/join?CODE` or `/app/join#CODE`.
 *
 * A code is single-use and a secret until it was used, so it goes out of the address at once; the browser's own history
 * keeps it beside the address for who loads the page again. On an iPhone it also has
 * to survive the way from Safari to the home screen, which shares nothing with Safari but cookies, as they are when
 * the app is put there: so it waits in one for an hour, or until it was used.
 */
import { place } from "./install";

const COOKIE = "fieldwalk-invite";
const HOUR_SECONDS = 3_600;

/** The code that the app was opened with; it is not in the address any more afterwards. */
export function takeInvite(): string | undefined {
  const code = inviteIn(location.pathname, location.hash);
  if (code === undefined) return kept() ?? (place() === "installed" ? remembered() : undefined);
  history.replaceState({ invite: code }, "", import.meta.env.BASE_URL);
  if (place() === "ios-tab") remember(code, HOUR_SECONDS);
  return code;
}

/** Reads the code of an invite from an address. */
export function inviteIn(pathname: string, hash: string): string | undefined {
  const code = pathname.endsWith("/join") ? /^#([^/].*)/.exec(hash) : /^#(?:\/?join[=?])(.+)/.exec(hash);
  return code?.[1] === undefined ? undefined : decodeURIComponent(code[1].replace(/^code=/, ""));
}

/** The invite was used, or is of no use. */
export function forgetInvite(): void {
  history.replaceState(null, "");
  remember("", 0);
}

function kept(): string | undefined {
  return (history.state as { invite?: string } | null)?.invite;
}

function remember(code: string, seconds: number): void {
  const value = encodeURIComponent(code);
  const secure = location.protocol === "https:" ? "; secure" : "";
  const limits = `path=${import.meta.env.BASE_URL}; max-age=${seconds}; samesite=strict${secure}`;
  document.cookie = `${COOKIE}=${value}; ${limits}`;
}

function remembered(): string | undefined {
  const value = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(document.cookie)?.[1];
  return value === undefined ? undefined : decodeURIComponent(value);
}
