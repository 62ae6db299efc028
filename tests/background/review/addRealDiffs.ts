import { z } from 'zod';
import { importCommits } from '../../sandbox/seed/fastImport.ts';
import { people } from '../../sandbox/seed/people.ts';
import type { Sandbox } from '../../sandbox/startSandbox.ts';
import { nextId, type MergeRequest } from '../../sandbox/state/State.ts';
import realDiffs from './realDiffs.json' with { type: 'json' };

/** Files of commits of this very project, each before and after: changed, renamed, added and removed ones. */
const RealDiffs = z.array(
  z.object({
    before: z.record(z.string(), z.string()),
    after: z.record(z.string(), z.string()),
  }),
);
export type RealDiff = z.infer<typeof RealDiffs>[number];
export const REAL_DIFFS: readonly RealDiff[] = RealDiffs.parse(realDiffs);

const FIRST_IID = 200;

/** Makes a merge request of files before and after in acme/webshop. */
export async function addMergeRequest(
  sandbox: Sandbox,
  iid: number,
  { before, after }: RealDiff,
): Promise<void> {
  const project = sandbox.project('acme/webshop');
  const [target, source] = [`real/${iid}-target`, `real/${iid}`];
  const gone = Object.keys(before).filter((path) => !(path in after));
  const commit = { author: people.dev, at: 1_700_000_000 + iid, message: 'x\n' };
  const [, head = ''] = await importCommits(
    project.repository,
    [
      { ...commit, ref: `refs/heads/${target}`, parent: null, files: before },
      {
        ...commit,
        ref: `refs/heads/${source}`,
        parent: 0,
        files: { ...after, ...Object.fromEntries(gone.map((path) => [path, null])) },
      },
    ],
    { [`refs/merge-requests/${iid}/head`]: 1 },
  );
  project.mergeRequests.push(mergeRequest(iid, source, target, head));
}

/** Makes a merge request of each in acme/webshop; gives their iids. */
export async function addRealDiffs(sandbox: Sandbox): Promise<number[]> {
  const iids = REAL_DIFFS.map((_, index) => FIRST_IID + index);
  for (const [index, diff] of REAL_DIFFS.entries())
    await addMergeRequest(sandbox, iids[index] ?? 0, diff);
  return iids;
}

function mergeRequest(iid: number, source: string, target: string, sha: string): MergeRequest {
  return {
    kind: 'merge_request',
    id: nextId(),
    iid,
    title: source,
    description: '',
    state: 'opened',
    draft: false,
    labels: [],
    authorId: people.mia.id,
    assigneeIds: [],
    reviewerIds: [],
    sourceBranch: source,
    targetBranch: target,
    sha,
    mergeCommitSha: null,
    mergedById: null,
    mergedAt: null,
    createdAt: '2026-11-01T08:00:00.000Z',
    updatedAt: '2026-11-01T08:00:00.000Z',
    discussions: [],
  };
}
