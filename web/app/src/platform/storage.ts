/** Whether the browser may throw away what is kept here, and how much room there is. */
export interface Storage {
  /** Whether it promised to keep it until the person says otherwise. */
  isPersistent: boolean;
  /** Bytes that are left, as far as it tells. */
  left: number | undefined;
}

export async function storage(): Promise<Storage> {
  // Old Safari has no storage manager to ask.
  const [isPersistent, estimate] = await Promise.all([
    navigator.storage?.persisted?.() ?? false,
    navigator.storage?.estimate?.() ?? {},
  ]).catch(() => [false, {} as StorageEstimate] as const);
  const { quota, usage } = estimate;
  return { isPersistent, left: quota === undefined ? undefined : quota - (usage ?? 0) };
}

/** Asks the browser for that promise; whether it gave it. */
export async function askToPersist(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}
