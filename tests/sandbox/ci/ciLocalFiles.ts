import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CiVariable } from './types.ts';

/** Options that keep gitlab-ci-local's own state out of the checkout's tree. */
export function fileOptions(file: string, checkout: string, folder: string): string[] {
  const relative = (path: string): string => path.slice(checkout.length + 1);
  return ['--file', relative(file), '--state-dir', relative(join(folder, 'state'))];
}

/**
 * Writes what rules may look at. gitlab-ci-local evaluates the values as program text, so all but plain characters are
 * replaced, and long values cut: enough for `if: $X` and for comparing with a plain word.
 */
export async function variablesFile(
  folder: string,
  variables: readonly CiVariable[],
): Promise<string> {
  const entries = variables.map(({ key, value }) => [
    key,
    {
      type: 'variable',
      values: { '*': value.slice(0, 500).replace(/[^\w .,:;@+=/-]/gu, '_') },
    },
  ]);
  const path = join(folder, 'variables.yml');
  await writeFile(path, JSON.stringify(Object.fromEntries(entries)));
  return path;
}
