/** By which everything on the screen finds the one place to write. */
export const SHEET = "sheet";
