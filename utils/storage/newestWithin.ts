import { bytesOf } from './bytesOf.ts';

/** The newest entries that fit both bounds, in their order. `entries` are newest first; the first always stays. */
export function newestWithin<Entry>(
  entries: readonly Entry[],
  bounds: { count: number; bytes: number },
): Entry[] {
  const kept: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    bytes += bytesOf(entry);
    if (kept.length > 0 && (kept.length >= bounds.count || bytes > bounds.bytes)) break;
    kept.push(entry);
  }
  return kept;
}
