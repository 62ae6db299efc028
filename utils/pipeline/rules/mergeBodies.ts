import { isRecord } from './isRecord.ts';

function merged(under: unknown, over: unknown): unknown {
  if (!isRecord(under) || !isRecord(over)) return over;
  const both = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over))
    both.set(key, both.has(key) ? merged(both.get(key), value) : value);
  return Object.fromEntries(both);
}

/** CI files one over the other, as GitLab merges included ones: maps key by key, anything else as a whole. */
export function mergeBodies(bodies: readonly Record<string, unknown>[]): Record<string, unknown> {
  return bodies.reduce<Record<string, unknown>>((under, over) => {
    const both = merged(under, over);
    return isRecord(both) ? both : under;
  }, {});
}
