/**
 * Carries over what was typed while a text was being kept: `kept` went to the core, `typed` is on the screen by now,
 * and `merged` is what the core made of it together with others' words. The result holds all of it. Where the place of
 * the typing can no longer be told, what was typed goes to the end.
 */
export function carryOver(kept: string, typed: string, merged: string): string {
  if (typed === kept) return merged;
  const before = commonStart(kept, typed);
  const after = commonEnd(kept.slice(before), typed.slice(before));
  const added = typed.slice(before, typed.length - after);
  const removed = kept.length - before - after;
  const head = kept.slice(0, before);
  const tail = kept.slice(kept.length - after);
  if (merged.startsWith(head) && merged.startsWith(kept.slice(before, before + removed), before)) {
    return head + added + merged.slice(before + removed);
  }
  if (merged.endsWith(tail)) {
    const end = merged.length - after;
    const isThere = merged.slice(0, end).endsWith(kept.slice(before, before + removed));
    return merged.slice(0, isThere ? end - removed : end) + added + tail;
  }
  return `${merged} ${added}`;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function commonEnd(a: string, b: string): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
}
