import type { FailureMemory } from '../../../utils/context/FailureMemory.ts';
import { gatherJobs } from '../../../utils/context/gather/gatherJobs.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { PageReading } from '../../../utils/gitlab/graphql/readPage.ts';
import { bare } from './bare.ts';
import { aJob, aPipeline, mergeRequestPage } from './entities.ts';
import { fakeGitLab, ok } from './fakeGitLab.ts';

const failing: Partial<GitLab> = {
  mergeRequestPipelines: async () =>
    ok([aPipeline(40, { status: 'success' }), aPipeline(41, { status: 'failed', ref: 'feature' })]),
  failedJobs: async () => ok([aJob('failed', { name: 'unit', failure_reason: 'script_failure' })]),
  failedBridges: async () => ok([]),
  trace: async () => ok('section_start:1:step\r\u001b[0K\u001b[31mboom\u001b[0m\n'),
};

interface Known {
  head?: string | null;
  reading?: PageReading | null;
  failures?: FailureMemory;
}

/** The failed jobs of a merge request whose pipeline 41 failed in its job `unit`, unless GitLab answers otherwise. */
export async function gatheredJobs(
  more: Partial<GitLab> = {},
  { head = 'c'.repeat(40), reading = null, failures }: Known = {},
) {
  const gitLab = fakeGitLab({ ...failing, ...more });
  const page = mergeRequestPage;
  const source = { gitLab, page, reading: Promise.resolve(reading), ...(failures && { failures }) };
  const part = (await gatherJobs(source))(head, 5);
  return { part, texts: part.items.map(({ text }) => bare(text)), calls: gitLab.calls };
}

/** A failed child pipeline. */
export function aChild(id: number) {
  return { id, project_id: 5, status: 'failed' };
}
