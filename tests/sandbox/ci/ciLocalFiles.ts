import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CiVariable } from './types.ts';

/** Options that keep gitlab-ci-local's own state out of the checkout's tree. */
export function fileOptions(file: string, checkout: string, folder: string): string[] {
  const relative = (path: string): string => path.slice(checkout.length + 1);
  return ['--file', relative(file), '--state-dir', relative(join(folder, 'state'))];
}

/**
 * The variables that rules may look at, as gitlab-ci-local gets them. It evaluates the values as program text, so all but plain
 * characters are replaced, and long values cut: enough for `if: $X` and for comparing with a plain word.
 * @param text names the variables that count; absent: all do
 */
export function ruleVariables(
  variables: readonly CiVariable[],
  text?: string,
): Record<string, string> {
  const named = text && new Set([...text.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name));
  return Object.fromEntries(
    variables
      .filter(({ key }) => !named || named.has(key))
      .map(({ key, value }) => [key, value.slice(0, 500).replace(/[^\w .,:;@+=/-]/gu, '_')]),
  );
}

/** Writes variables in gitlab-ci-local's form; gives the file's path. */
export async function variablesFile(
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const entries = Object.entries(variables).map(([key, value]) => [
    key,
    { type: 'variable', values: { '*': value } },
  ]);
  const path = join(folder, 'variables.yml');
  await writeFile(path, JSON.stringify(Object.fromEntries(entries)));
  return path;
}

/** Whether rules look at more than variables: at the repository's files, or at what differs from commit to commit. */
export function needsCommit(text: string): boolean {
  return /\b(exists|changes|CI_COMMIT_(SHORT_)?SHA|CI_COMMIT_TIMESTAMP|CI_PIPELINE_CREATED_AT)\b/.test(
    text,
  );
}
