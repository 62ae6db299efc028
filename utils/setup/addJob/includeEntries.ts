import { isRecord } from '../../pipeline/rules/isRecord.ts';

/** An include as people know it: by its file, address, template or component. */
export function nameOfInclude(entry: unknown): string {
  if (!isRecord(entry)) return typeof entry === 'string' ? entry : JSON.stringify(entry);
  const keys = ['local', 'file', 'remote', 'template', 'component', 'project'];
  const place = keys.map((key) => entry[key]).find((value) => value !== undefined);
  return Array.isArray(place) ? place.map(String).join(', ') : String(place ?? '?');
}

/** Whether an entry is our own file, in either form. */
export function includesFile(entry: unknown, path: string): boolean {
  const place = isRecord(entry) ? entry['local'] : entry;
  return typeof place === 'string' && place.replace(/^\/+/, '') === path;
}

/** The key under which the short form stands as a map: GitLab takes a string for a file here or an address. */
export function includeKeyOf(short: string): 'local' | 'remote' {
  return /^https?:/.test(short) ? 'remote' : 'local';
}

/** An entry with one rule, as plain values. */
export function withRule(entry: unknown, condition: string): unknown {
  const map = typeof entry === 'string' ? { [includeKeyOf(entry)]: entry } : entry;
  return isRecord(map) ? { ...map, rules: [{ if: condition }] } : entry;
}
