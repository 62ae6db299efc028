import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One answer of a real GitLab 18.9. */
export interface Recorded {
  name: string;
  actor: string;
  method: string;
  /** Below `/api/v4`, ids as `:id`. */
  path: string;
  status: number;
  body: unknown;
}

const FOLDER = fileURLToPath(new URL('../../../../shared/gitlab-recorded/', import.meta.url));

/** Whether the recordings lie beside this checkout: they are no part of it. */
export const RECORDINGS = existsSync(FOLDER);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function answersIn(folder: 'answers' | 'stories'): Recorded[] {
  const files = readdirSync(join(FOLDER, folder)).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => {
    const all: unknown = JSON.parse(readFileSync(join(FOLDER, folder, file), 'utf8'));
    return (Array.isArray(all) ? all.filter(isRecord) : []).flatMap((one) => {
      const { as, method, path, status } = one;
      if (typeof path !== 'string' || typeof status !== 'number') return [];
      const actor = isRecord(as) ? as['actor'] : as;
      return {
        name: `${file}: ${String(one['name'] ?? path)}`,
        actor: String(actor),
        method: String(method),
        path: path
          .replace(/^\/api\/v4/, '')
          .replace(/\?.*/, '')
          .replaceAll(/\/\d+(?=\/|$)/g, '/:id'),
        status,
        body: 'answer' in one ? one['answer'] : one['body'],
      };
    });
  });
}

/** Everything recorded; empty where the recordings are not there. */
export function recordedAnswers(): Recorded[] {
  return RECORDINGS ? [...answersIn('answers'), ...answersIn('stories')] : [];
}

/** The objects of an answer, without what was put in place of something left out; `(absent)` marks a field that is not there. */
export function objectsOf({ body }: Recorded): Record<string, unknown>[] {
  const listed: unknown[] = Array.isArray(body) ? body : [body];
  return listed
    .filter(isRecord)
    .map((one) =>
      Object.fromEntries(Object.entries(one).filter(([, value]) => value !== '(absent)')),
    );
}

/** Names of the fields of which a recording says that they are not there. */
export function absentFields({ body }: Recorded): string[] {
  return isRecord(body)
    ? Object.entries(body).flatMap(([name, value]) => (value === '(absent)' ? [name] : []))
    : [];
}
