import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkoutOf } from './checkout.ts';
import { fileOptions, variablesFile } from './ciLocalFiles.ts';
import { gitlabCiLocal } from './gitlabCiLocal.ts';
import { gitlabWords } from './gitlabWords.ts';
import type { ConfigRequest } from './resolveConfig.ts';
import { markRawVariables, parseCiFile } from './yamlTree.ts';

type MergeRequest = Pick<ConfigRequest, 'repository' | 'sha' | 'variables'>;
type Merged = Record<string, unknown>;

const Values = z.record(z.string(), z.unknown());
const cache = new Map<string, Promise<Merged | { error: string }>>();

/**
 * The text of a CI file with its includes merged, `extends` and `!reference` resolved, as gitlab-ci-local does it; the same
 * question is asked once.
 * @param request the variables are what `include:rules` may look at
 */
export async function mergeIncludes(
  request: MergeRequest,
  text: string,
  includes: unknown[],
): Promise<Merged | { error: string }> {
  const judged = includes.some((entry) => Values.safeParse(entry).data?.['rules'] !== undefined);
  const key = createHash('sha256')
    .update(JSON.stringify([request.repository, request.sha, text, judged && request.variables]))
    .digest('hex');
  const known = cache.get(key);
  if (known) return known;
  const made = merge(request, text, includes, key);
  cache.set(key, made);
  return made;
}

async function merge(
  request: MergeRequest,
  text: string,
  includes: unknown[],
  key: string,
): Promise<Merged | { error: string }> {
  const checkout = await checkoutOf(request.repository, request.sha);
  const missing = await markIncluded(checkout, includes);
  if (missing !== null) return { error: missing };
  const folder = join(checkout, '.git', `ci-${key.slice(0, 20)}`);
  await mkdir(folder, { recursive: true });
  const root = join(folder, 'root.yml');
  await writeFile(root, text);
  const answer = await gitlabCiLocal(checkout, [
    '--preview',
    ...fileOptions(root, checkout, folder),
    '--variables-file',
    await variablesFile(folder, request.variables),
  ]);
  await rm(folder, { recursive: true });
  if (!answer.ok) return { error: gitlabWords(answer.stderr) };
  const start = answer.stdout.indexOf('---\n');
  const parsed = Values.safeParse(parse(answer.stdout.slice(start), { maxAliasCount: -1 }));
  return parsed.success ? parsed.data : { error: 'Invalid configuration format' };
}

/** Marks raw variables in included files, and those that they include; gives GitLab's words for a file that is missing. */
async function markIncluded(
  checkout: string,
  includes: unknown[],
  seen = new Set<string>(),
): Promise<string | null> {
  for (const entry of includes) {
    const local = localOf(entry);
    if (local === null || local.includes('*') || seen.has(local)) continue;
    seen.add(local);
    const path = join(checkout, local);
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) {
      if (Values.safeParse(entry).data?.['rules'] === undefined)
        return `Local file \`${local}\` does not exist!`;
      continue;
    }
    const file = parseCiFile(text);
    if ('error' in file) return `\`${local}\`: ${file.error}`;
    const nested = Values.safeParse(file.body.toJS()).data?.['include'];
    markRawVariables(file.body);
    const marked = [file.header, file.body].filter((document) => document !== null);
    // Another question may be reading the same checkout: it gets the file before or after, never half of it.
    const next = `${path}.${crypto.randomUUID()}`;
    await writeFile(next, marked.map((document) => document.toString()).join('---\n'));
    await rename(next, path);
    const missing = await markIncluded(checkout, includeEntries(nested), seen);
    if (missing !== null) return missing;
  }
  return null;
}

function localOf(entry: unknown): string | null {
  if (typeof entry === 'string') return /^https?:/.test(entry) ? null : entry.replace(/^\//, '');
  const local = Values.safeParse(entry).data?.['local'];
  return typeof local === 'string' ? local.replace(/^\//, '') : null;
}

/** `include` in its three forms, as a list. */
export function includeEntries(include: unknown): unknown[] {
  if (include === undefined || include === null) return [];
  return Array.isArray(include) ? include : [include];
}
