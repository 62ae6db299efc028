import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Job } from '../../../ci/Job.ts';
import type { Work } from '../../../ci/request/prepareTree.ts';
import { readRequest } from '../../../ci/request/readRequest.ts';
import { DEFAULTS } from '../../../ci/Settings.ts';
import { aPlace } from './aPlace.ts';
import { recordedApi } from './recordedApi.ts';

/** A job whose lines of the log are kept in `lines`; GitLab knows nothing, and there is no writer. */
export async function aJob(more: Partial<Job> = {}): Promise<Job & { lines: string[] }> {
  const lines: string[] = [];
  return {
    lines,
    place: aPlace(),
    own: recordedApi({}),
    reader: recordedApi({}),
    fetching: { user: 'gitlab-ci-token', password: 'job-token' },
    writer: null,
    closed: false,
    request: readRequest({ AI_FLOW_INPUT: 'Why?' }),
    environment: {},
    settings: DEFAULTS,
    secrets: ['key-123'],
    folder: await aFolder(),
    cancelled: new AbortController().signal,
    redact: (text) => text.replaceAll('key-123', '[MASKED]'),
    hide: (names) => names.forEach((name) => lines.push(`hide ${name}`)),
    step: (kind, text) => lines.push(`${kind} ${text}`),
    use: (usage) => lines.push(`use ${usage.tokens} ${usage.costUsd}`),
    ...more,
  };
}

/** A folder that is removed when the test ends. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'job-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The code that such a job works on: the default branch at some commit. */
export function aWork(more: Partial<Work> = {}): Work {
  return {
    repository: { gitFolder: '/job/repository.git', tree: '/job/code' },
    base: 'abcdef0123'.repeat(4),
    rules: null,
    lastTitles: [],
    ciFiles: ['.gitlab-ci.yml'],
    mergeRequest: null,
    isNewest: true,
    remarks: [],
    ...more,
  };
}
