import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('publicLike/', import.meta.url);

/** CI files of the forms that popular templates and public projects use, in words of our own, by their names. */
export const PUBLIC_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(FOLDER)
    .toSorted()
    .map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]),
);
