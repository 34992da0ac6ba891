/** Small preferences of this browser. One that keeps nothing has none. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function memorize(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Chosen again next time.
  }
}

/** Whether this browser lets a page keep anything at all; where site data is blocked, even asking throws. */
export function mayKeep(): boolean {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}
