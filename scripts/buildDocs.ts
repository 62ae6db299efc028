import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compatibilityPage } from '../utils/gitlab/compatibility.ts';
import { formatted } from './formatted.ts';

// Writes the pages of docs/ that are made from tables in the code.

export const COMPATIBILITY = new URL('../docs/compatibility.md', import.meta.url);

/** The text that `docs/compatibility.md` should have. */
export async function buildCompatibility(): Promise<string> {
  return formatted(fileURLToPath(COMPATIBILITY), compatibilityPage());
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(COMPATIBILITY, await buildCompatibility());
