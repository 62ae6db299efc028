const LITERAL = /\b([A-Z][A-Z_]{3,60})='([^'\n]{0,9999})'/g;

/** What a job's script sets by literals, `NAME='value'`, by name; of several, the first. */
export function literalsIn(ciFile: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of ciFile.matchAll(LITERAL))
    if (!found.has(name)) found.set(name, value);
  return found;
}
