import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const words: unknown = parse(
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'locales', 'en.yml'), 'utf8'),
);

function find(key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (node, name) =>
        typeof node === 'object' && node !== null
          ? Object.entries(node).find(([own]) => own === name)?.[1]
          : undefined,
      words,
    );
}

/** The English words, as the extension's own `#i18n` gives them; a missing one fails the test. */
export const i18n = {
  t(key: string, given?: number | readonly string[]): string {
    const found = find(key);
    const form = typeof given === 'number' ? (find(`${key}.${given}`) ?? find(`${key}.n`)) : found;
    if (typeof form !== 'string') throw new Error(`No word ${key}`);
    const parts = typeof given === 'number' ? [String(given)] : (given ?? []);
    return form.replace(/\$(\d)/g, (_, place: string) => parts[Number(place) - 1] ?? '');
  },
};

/** Names of what stands below a key. */
export function keysAt(key: string): string[] {
  return Object.keys(Object(find(key)));
}
