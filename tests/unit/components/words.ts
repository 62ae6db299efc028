import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { i18nOf } from './i18nOf.ts';

const words: unknown = parse(
  readFileSync(join(import.meta.dirname, '..', '..', '..', 'locales', 'en.yml'), 'utf8'),
);

/** The English words, as the extension's own `#i18n` gives them; a missing one fails the test. */
export const i18n = i18nOf(() => words);

/** Names of what stands below a key. */
export const { keysAt } = i18n;
