/** The one core of this tab. */
import { Core } from "../core/core";

export const core = Core.start();
