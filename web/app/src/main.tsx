/** Starts the app: language, style, what keeps it on the device, and the screens. */
import { render } from "preact";
import "../../../server/assets/fieldwalk.css";
import "./app.css";
import { takeInvite } from "./platform/invite-link";
import { mayKeep } from "./platform/memory";
import { keepOffline } from "./platform/update";
import { Unusable } from "./screens/unusable";
import { preferred, speak } from "./text/text";

await speak(preferred());
if (mayKeep()) {
  const invite = takeInvite();
  keepOffline();
  // The core starts with it, and needs a place to keep things.
  const { App } = await import("./app");
  render(<App invite={invite} />, document.body);
} else {
  render(<Unusable why="noStorage" />, document.body);
}
