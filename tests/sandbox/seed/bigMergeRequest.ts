import { resolveCommit } from '../git/git.ts';
import { addDiscussion, addReply, setResolved } from '../state/discussions.ts';
import { type Job, type MergeRequest, type Project, nextId } from '../state/State.ts';
import { importCommits } from './fastImport.ts';
import { people } from './people.ts';

const { mia, dev, lena, stranger } = people;

/** How big a merge request is to be. */
export interface Scale {
  threads: number;
  files: number;
  /** Of the whole diff; absent: 5 MB. */
  bytes?: number;
}

/** Under which it lies in acme/webshop. */
export const BIG_IID = 500;
const BRANCH = 'feature/everything';
const LINE = 'export const priceInCents = lookUp(catalogue, order.items, voucher, shipping); // ';

function fileOf(index: number, bytes: number): string {
  const lines = Math.max(1, Math.round(bytes / (LINE.length + 12)));
  return Array.from({ length: lines }, (_, at) => `${LINE}${index}.${at}\n`).join('');
}

function pathOf(index: number): string {
  return index === 0 ? 'package-lock.json' : `src/part-${index % 20}/file-${index}.js`;
}

function failedJob(name: string, log: string): Job {
  const at = new Date().toISOString();
  return {
    id: nextId(),
    name,
    stage: 'test',
    status: 'failed',
    allowFailure: false,
    failureReason: 'script_failure',
    createdAt: at,
    startedAt: at,
    finishedAt: at,
    log,
    artifacts: null,
    token: '',
  };
}

/** A failed pipeline with two failed jobs, one of them with a log of 200 kB. */
function addPipeline(project: Project, sha: string, beforeSha: string): void {
  const at = new Date().toISOString();
  const noise = Array.from(
    { length: 4000 },
    (_, line) => `ok ${line} - prices of an order, once more`,
  );
  project.pipelines.push({
    id: nextId(),
    iid: project.pipelines.length + 1,
    projectId: project.id,
    ref: BRANCH,
    sha,
    beforeSha,
    source: 'push',
    name: null,
    userId: dev.id,
    variables: [],
    inputs: {},
    jobs: [
      failedJob(
        'unit',
        `\u001b[32m$ node --test\u001b[0m\n${noise.join('\n')}\nnot ok 4001 - total\n`,
      ),
      failedJob('lint', '$ oxlint\nsrc/part-1/file-1.js:3 no-unused-vars\n'),
    ],
    createdAt: at,
    updatedAt: at,
    canceledById: null,
    abort: new AbortController(),
    finished: Promise.resolve(),
  });
}

function talk(mergeRequest: MergeRequest, threads: number, files: number, baseSha: string): void {
  const writers = [mia, dev, lena, stranger];
  for (let index = 0; index < threads; index += 1) {
    const path = pathOf(1 + (index % Math.max(1, files - 1)));
    const author = writers[index % writers.length] ?? mia;
    const onDiff = index % 2 === 0 && files > 1;
    const position = {
      base_sha: baseSha,
      start_sha: baseSha,
      head_sha: mergeRequest.sha,
      old_path: path,
      new_path: path,
      position_type: 'text' as const,
      old_line: null,
      new_line: 1 + (index % 50),
    };
    const body = `Thread ${index}: does this hold for **quantities** above one? It is the same in \`subtotal()\`.`;
    const thread = addDiscussion(
      mergeRequest,
      { body, authorId: author.id, resolvable: true, position: onDiff ? position : null },
      false,
    );
    addReply(mergeRequest, thread, { body: `Answer ${index}: it does.`, authorId: dev.id });
    if (index % 3 === 0) setResolved(thread, true, mia.id);
  }
}

/** Adds a merge request of any size, with threads and a failed pipeline; it closes issue #12. */
export async function addBigMergeRequest(project: Project, scale: Scale): Promise<MergeRequest> {
  const base = (await resolveCommit(project.repository, project.defaultBranch)) ?? '';
  const each = (scale.bytes ?? 5_000_000) / scale.files;
  const [sha = ''] = await importCommits(
    project.repository,
    [
      {
        ref: `refs/heads/${BRANCH}`,
        message: 'Price everything anew\n\nAll of it at once.\n',
        author: dev,
        at: Math.round(Date.now() / 1000),
        parent: base,
        files: Object.fromEntries(
          Array.from({ length: scale.files }, (_, index) => [pathOf(index), fileOf(index, each)]),
        ),
      },
    ],
    { [`refs/merge-requests/${BIG_IID}/head`]: 0 },
  );
  const at = new Date().toISOString();
  const mergeRequest: MergeRequest = {
    kind: 'merge_request',
    id: nextId(),
    iid: BIG_IID,
    title: 'Price everything anew',
    description: 'Prices are worked out in one place.\n\nCloses #12',
    state: 'opened',
    draft: false,
    labels: ['cart', 'checkout'],
    authorId: dev.id,
    assigneeIds: [dev.id],
    reviewerIds: [mia.id],
    sourceBranch: BRANCH,
    targetBranch: project.defaultBranch,
    sha,
    mergeCommitSha: null,
    mergedById: null,
    mergedAt: null,
    createdAt: at,
    updatedAt: at,
    discussions: [],
  };
  talk(mergeRequest, scale.threads, scale.files, base);
  addPipeline(project, sha, base);
  project.mergeRequests.push(mergeRequest);
  return mergeRequest;
}
