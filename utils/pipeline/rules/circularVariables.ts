import { isRecord } from './isRecord.ts';
import type { FileVariables } from './variablesOfJob.ts';

/** Longer values are looked at no further. */
const LONGEST = 10_000;

/** Names that a value refers to, as GitLab expands them; `$$` and `%%` stand for themselves. */
function referredTo(value: string): string[] {
  const found = value.slice(0, LONGEST).matchAll(/\$\$|%%|\$(\w+)|\$\{(\w+)\}|%(\w+)%/g);
  return [...found].flatMap(([, bare, braced, windows]) => bare ?? braced ?? windows ?? []);
}

/** Names of the variables that are not to be expanded. */
export function rawNames(given: unknown): ReadonlySet<string> {
  if (!isRecord(given)) return new Set();
  const raw = Object.entries(given).filter(([, one]) => isRecord(one) && one['expand'] === false);
  return new Set(raw.map(([name]) => name));
}

/** Variables that refer to each other in a circle, of which GitLab makes no pipeline; one that refers to itself is none. Null without. */
export function circularVariables(file: FileVariables, raw: ReadonlySet<string>): string[] | null {
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const visit = (name: string): string[] | null => {
    if (state.get(name) === 'open') return path.slice(path.indexOf(name));
    if (state.has(name)) return null;
    state.set(name, 'open');
    path.push(name);
    const value = raw.has(name) ? null : file.get(name);
    for (const other of new Set(typeof value === 'string' ? referredTo(value) : [])) {
      const circle = other !== name && file.has(other) ? visit(other) : null;
      if (circle) return circle;
    }
    path.pop();
    state.set(name, 'done');
    return null;
  };
  for (const name of file.keys()) {
    const circle = visit(name);
    if (circle) return circle;
  }
  return null;
}
