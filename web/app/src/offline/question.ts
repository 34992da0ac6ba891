/** What a page asks the service worker, and what it says. */
export type Question =
  /** Which version is run, which is the newest, and whether the one that is run is on the device as a whole. */
  | "state"
  /** Fetch again what is missing of the version that is run. */
  | "repair"
  /** Serve the newest version from now on. */
  | "switch";

export interface State {
  /** The version that pages are served. */
  running: string;
  /** The newest one that is on the device. */
  newest: string;
  /** Whether the app starts with no network. */
  isWhole: boolean;
}
