import { isRecord } from './isRecord.ts';
import type { FileVariables } from './variablesOfJob.ts';

/** In characters: the rest of a longer value is not searched. */
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
  const othersOf = (name: string): string[] => {
    const value = raw.has(name) ? null : file.get(name);
    const others = new Set(typeof value === 'string' ? referredTo(value) : []);
    return [...others].filter((other) => other !== name && file.has(other)).toReversed();
  };
  // Without recursion: a file can have a chain of any length.
  const visit = (first: string): string[] | null => {
    const left = [[first]];
    for (let here = left.at(-1); here !== undefined; here = left.at(-1)) {
      const name = here.pop();
      if (name === undefined) {
        left.pop();
        const done = path.pop();
        if (done !== undefined) state.set(done, 'done');
      } else if (state.get(name) === 'open') return path.slice(path.indexOf(name));
      else if (!state.has(name)) {
        state.set(name, 'open');
        path.push(name);
        left.push(othersOf(name));
      }
    }
    return null;
  };
  for (const name of file.keys()) {
    const circle = visit(name);
    if (circle) return circle;
  }
  return null;
}
