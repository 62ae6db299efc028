import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { compatibilityPage } from '../utils/gitlab/compatibility.ts';

// Writes the pages of docs/ that are made from tables in the code.

export const COMPATIBILITY = new URL('../docs/compatibility.md', import.meta.url);

/** The text that `docs/compatibility.md` should have. */
export async function buildCompatibility(): Promise<string> {
  const path = fileURLToPath(COMPATIBILITY);
  return format(compatibilityPage(), { ...(await resolveConfig(path)), filepath: path });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(COMPATIBILITY, await buildCompatibility());
