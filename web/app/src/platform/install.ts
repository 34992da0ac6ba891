/**
 * Whether the app runs from the home screen, and how to bring it there.
 *
 * On an iPhone a page in Safari and the same page on the home screen have storage of their own, and what a page in
 * Safari keeps is thrown away after a week without use: so there, people are brought to the home screen before the
 * first word. Elsewhere both share one storage, and it can be offered later.
 */
export type Place =
  /** From the home screen, or as a window of its own. */
  | "installed"
  /** In Safari on an iPhone or iPad: words here would stay here. */
  | "ios-tab"
  /** In a tab of another browser. */
  | "tab";

/** Not in the types of the DOM: browsers of one family alone have it. */
interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

let prompt: InstallPrompt | undefined;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  prompt = event as InstallPrompt;
});

export function place(): Place {
  const isOwnWindow = matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches;
  const isIosHome = "standalone" in navigator && navigator.standalone === true;
  if (isOwnWindow || isIosHome) return "installed";
  // An iPad says that it is a Mac; no Mac has touch points.
  const isIos = /iPhone|iPad|iPod/.test(navigator.userAgent) || isTouchMac();
  return isIos ? "ios-tab" : "tab";
}

const isTouchMac = () => /Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;

/** Whether the browser can be asked to install the app. */
export const canInstall = () => prompt !== undefined;

/** Asks; whether it was done. */
export async function install(): Promise<boolean> {
  const asked = await prompt?.prompt();
  prompt = undefined;
  return asked?.outcome === "accepted";
}

/** What this device is called on the server, for the person to tell it from another one. */
export function deviceName(): string {
  const names = ["iPhone", "iPad", "Android", "Windows", "Mac", "Linux"];
  const name = names.find((name) => navigator.userAgent.includes(name)) ?? "Web";
  return `${name}, ${place() === "installed" ? "app" : "browser"}`;
}
