import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutStamps } from '../../utils/context/gather/withoutStamps.ts';
import { wordsOf } from '../Fault.ts';
import { bytesIn, gitIn } from '../git.ts';
import { fieldOf } from '../gitlabApi.ts';
import type { Job } from '../Job.ts';
import type { Work } from '../request/prepareTree.ts';
import { sideBySide } from '../sideBySide.ts';
import type { MergeRequest } from '../request/readMergeRequest.ts';
import { writeImages } from './writeImages.ts';

/** Files beside the code that Claude may read and not change. */
export interface Material {
  folder: string;
  /** What lies there, one line each. */
  lines: string[];
}

const MOST_BASE_FILES = 300;
const MOST_COMMITS = '200';
const MOST_LOGS = 10;
const MOST_BYTES = 20 * 1024 * 1024;
const PLAIN = /^:(100644|100755) /;
/** Colours, and the marks by which a runner folds its log. */
const ESCAPES =
  /[^\P{Cc}\r\n\t]\[[0-9;?]{0,40}[A-Za-z]|^section_(?:start|end):\d{1,15}:[^\r\n]{0,200}\r/gmu;

/** Where files beside the code lie. */
export function materialFolder(folder: string): string {
  return join(folder, 'material');
}

/** Whether there can be any, as far as the request tells. */
export function mayHaveMaterial({ target, images }: Job['request']): boolean {
  return target?.type === 'merge_request' || images.length > 0;
}

/**
 * Writes what belongs to the page that was asked about into a folder beside the code, never into it: the images that the ask
 * names; of a merge request its whole diff, its commits, the changed files as they were before, and the whole logs of its failed
 * jobs. What cannot be had is left out, with a word in the log.
 * @returns null where there is nothing
 */
export async function writeMaterial(job: Job, work: Work): Promise<Material | null> {
  const mergeRequest = work.isNewest ? work.mergeRequest : null;
  if (mergeRequest === null && job.request.images.length === 0) return null;
  const folder = materialFolder(job.folder);
  await mkdir(folder, { mode: 0o755, recursive: true });
  const written = await sideBySide([
    writeImages(job, folder),
    mergeRequest === null ? [] : ofMergeRequest(job, work, mergeRequest, folder),
  ]);
  const lines = written.flat();
  return lines.length === 0 ? null : { folder, lines };
}

async function ofMergeRequest(
  job: Job,
  work: Work,
  { baseSha, failedPipelineId, iid }: MergeRequest,
  folder: string,
): Promise<string[]> {
  const attempt = async (what: string, write: () => Promise<string | null>): Promise<string[]> => {
    try {
      const line = await write();
      return line === null ? [] : [line];
    } catch (error) {
      job.step('warning', `Claude works without ${what}: ${wordsOf(error)}`);
      return [];
    }
  };
  const writeHistory = async (base: string): Promise<string> => {
    await fetchBase(job, work, base);
    await sideBySide([
      writeDiff(work, base, folder),
      writeCommits(work, base, folder),
      writeBaseFiles(work, base, folder),
    ]);
    return `merge-request.diff: the whole diff of !${iid}; commits.txt: its commits; base/: the files that it changes, as they were before`;
  };
  const attempts = await sideBySide([
    baseSha === null ? [] : attempt(`the diff of !${iid} as a file`, () => writeHistory(baseSha)),
    failedPipelineId === null || !job.settings.jobLogs
      ? []
      : attempt('the logs of failed jobs', () => writeLogs(job, failedPipelineId, folder)),
  ]);
  return attempts.flat();
}

/** A merge request that left its target long ago begins before what was fetched. */
async function fetchBase({ place, fetching }: Job, work: Work, base: string): Promise<void> {
  try {
    await gitIn(work.repository, ['cat-file', '-e', `${base}^{commit}`]);
  } catch {
    const fetch = ['fetch', '--quiet', '--no-tags', '--depth', '1', place.remoteUrl, base];
    await gitIn(work.repository, fetch, { credential: fetching });
  }
}

async function writeDiff(work: Work, base: string, folder: string): Promise<void> {
  const diff = ['diff', '--no-color', '--no-ext-diff', base, work.base];
  await put(join(folder, 'merge-request.diff'), await bytesIn(work.repository, diff));
}

async function writeCommits(work: Work, base: string, folder: string): Promise<void> {
  const log = ['log', '--no-color', `--max-count=${MOST_COMMITS}`, '--date=iso', '--stat'];
  const commits = await bytesIn(work.repository, [...log, `${base}..${work.base}`]);
  await put(join(folder, 'commits.txt'), commits);
}

/** The files that change, as they were. */
async function writeBaseFiles(work: Work, base: string, folder: string): Promise<void> {
  const { repository } = work;
  const raw = await gitIn(repository, ['diff', '--raw', '-z', '--no-renames', base, work.base]);
  const fields = raw.split('\0');
  const changed = fields.flatMap((field, index) =>
    // Links would lead elsewhere.
    index % 2 === 0 && PLAIN.test(field) ? [fields[index + 1] ?? ''] : [],
  );
  const tree = join(folder, 'base');
  await mkdir(tree, { mode: 0o755 });
  const environment = { GIT_INDEX_FILE: join(folder, '..', 'material-index') };
  const before = { ...repository, tree };
  await gitIn(before, ['read-tree', base], { environment });
  await gitIn(before, ['checkout-index', '--force', '--quiet', '-z', '--stdin'], {
    environment,
    input: changed
      .slice(0, MOST_BASE_FILES)
      .map((path) => `${path}\0`)
      .join(''),
  });
}

async function writeLogs(job: Job, pipelineId: number, folder: string): Promise<string | null> {
  const list = await job.reader.get(`/pipelines/${pipelineId}/jobs?scope[]=failed&per_page=20`);
  if (!list.ok) throw new Error(list.words);
  const failed: unknown[] = Array.isArray(list.body) ? list.body : [];
  const logs = join(folder, 'logs');
  await mkdir(logs, { mode: 0o755 });
  const written: string[] = [];
  for (const one of failed.slice(0, MOST_LOGS)) {
    const id = fieldOf(one, 'id');
    if (typeof id !== 'number') continue;
    const trace = await job.reader.text(`/jobs/${id}/trace`);
    if (!trace.ok) throw new Error(trace.words);
    const name = `${String(fieldOf(one, 'name'))
      .replace(/[^\w.-]+/g, '_')
      .slice(0, 80)}-${id}.log`;
    const text = job.redact(withoutStamps(String(trace.body ?? '')).replace(ESCAPES, ''));
    await put(join(logs, name), Buffer.from(text));
    written.push(name);
  }
  return written.length === 0
    ? null
    : `logs/: the whole logs of the failed jobs (${written.join(', ')})`;
}

/** What is too much is cut at its end. */
async function put(path: string, bytes: Buffer): Promise<void> {
  await writeFile(path, bytes.subarray(0, MOST_BYTES), { mode: 0o444, flag: 'wx' });
}
