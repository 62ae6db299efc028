import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const FOLDER = join(MODULES, '.cache', 'sandbox-ci');
const MAX_BYTES = 64 * 1024 * 1024;

/** Who answers: gitlab-ci-local, the library that reads what it says, and the code in this folder. */
const VERSIONS = sha256([
  process.version,
  ...['gitlab-ci-local', 'yaml', 'zod'].map((name) =>
    readFileSync(join(MODULES, name, 'package.json'), 'utf8'),
  ),
  ...readdirSync(import.meta.dirname)
    .toSorted()
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')),
]);

/** A name for a question: the same one in every process with the same versions. */
export function keyOf(question: unknown): string {
  return sha256([VERSIONS, JSON.stringify(question)]);
}

/** The answer that this process or another has kept; undefined where there is none. */
export async function readAnswer<T>(
  key: string,
  schema: z.ZodType<T>,
  folder = FOLDER,
): Promise<T | undefined> {
  const path = join(folder, `${key}.json`);
  const text = await unlessMissing(readFile(path, 'utf8'));
  if (text === undefined) return undefined;
  const now = new Date();
  await unlessMissing(utimes(path, now, now));
  return schema.safeParse(parsed(text)).data;
}

/** Keeps an answer: other processes see it whole or not at all. */
export async function keepAnswer(key: string, answer: unknown, folder = FOLDER): Promise<void> {
  await mkdir(folder, { recursive: true });
  const next = join(folder, `${crypto.randomUUID()}.tmp`);
  await writeFile(next, JSON.stringify(answer));
  await rename(next, join(folder, `${key}.json`));
}

/** Removes the answers that were read longest ago, until the folder is small enough. */
export async function pruneAnswers(folder = FOLDER, maxBytes = MAX_BYTES): Promise<void> {
  const names = (await unlessMissing(readdir(folder))) ?? [];
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const found = await unlessMissing(stat(path));
      return { path, bytes: found?.size ?? 0, readAt: found?.mtimeMs ?? 0 };
    }),
  );
  let bytes = 0;
  for (const file of files.toSorted((one, other) => other.readAt - one.readAt)) {
    bytes += file.bytes;
    if (bytes > maxBytes) await rm(file.path, { force: true });
  }
}

/** Undefined for half a file, as a machine that went down may leave it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Another process may have removed a file meanwhile. */
async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function sha256(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}
