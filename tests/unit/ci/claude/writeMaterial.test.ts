import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Work } from '../../../../ci/request/prepareTree.ts';
import { prepareTree } from '../../../../ci/request/prepareTree.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { writeMaterial } from '../../../../ci/claude/writeMaterial.ts';
import { aJob, aWork } from '../aJob.ts';
import { openRepository } from '../openRepository.ts';
import { recordedApi } from '../recordedApi.ts';

const request = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'merge_request/34' });
const PIPELINE = 'GET /pipelines/9/jobs?scope[]=failed&per_page=20';

/** A merge request that left `main` more commits ago than are fetched, with a changed file and a changed link. */
async function opened(answers: Record<string, unknown> = {}) {
  const { place, git, commit, commits } = await openRepository();
  const first = commit('main', { 'src/cart.js': 'sum\n', 'link.txt': '/etc/passwd' });
  git('read-tree', first);
  const blob = git('rev-parse', `${first}:link.txt`);
  git('update-index', '--cacheinfo', `120000,${blob},link.txt`);
  const baseSha = git('commit-tree', '-m', 'link', '-p', first, git('write-tree'));
  const steps = Array.from({ length: 52 }, (_, count) => ({ 'n.txt': `${count}` }));
  const files = { 'src/cart.js': 'sum(quantities)\n', 'link.txt': 'plain' };
  commits('refs/merge-requests/34/head', [...steps, files], baseSha);
  const reader = recordedApi({
    'GET /merge_requests/34': {
      source_branch: 'work',
      target_branch: 'main',
      source_project_id: 5,
      target_project_id: 5,
      state: 'opened',
      diff_refs: { base_sha: baseSha },
      head_pipeline: { id: 9, project_id: 5, status: 'failed' },
    },
    ...answers,
  });
  const job = await aJob({ place, request, reader });
  const work = await prepareTree(
    request,
    place,
    { reader, writer: null },
    job.fetching,
    job.folder,
  );
  return { job, work, place };
}

it('is the whole diff, the commits, and what plain files were before', async () => {
  const { job, work } = await opened({
    [PIPELINE]: [{ id: 7, name: 'unit: [a/../b]' }],
    'GET /jobs/7/trace': [
      '2026-11-21T08:00:00.1Z 00O section_start:17:step\r\u001b[0K\u001b[31mnot ok ke',
      '2026-11-21T08:00:00.2Z 00O+y-123\u001b[0m',
      '',
    ].join('\n'),
  });
  const material = await writeMaterial(job, work);
  const read = (path: string) => readFile(join(material?.folder ?? '', path), 'utf8');
  expect(await read('merge-request.diff')).toContain('-sum\n+sum(quantities)\n');
  expect(await read('commits.txt')).toContain('src/cart.js');
  expect(await readdir(join(material?.folder ?? '', 'base'))).toEqual(['src']);
  expect(await read('base/src/cart.js')).toBe('sum\n');
  expect(await read('logs/unit_a_.._b_-7.log')).toBe('not ok [MASKED]\n');
  expect(material?.lines).toHaveLength(2);
  expect(await readdir(work.repository.tree)).not.toContain('base');
});

it('is told to be missing where GitLab keeps the logs to others', async () => {
  const { job, work } = await opened();
  const material = await writeMaterial(job, work);
  expect(material?.lines).toHaveLength(1);
  expect(job.lines.join('\n')).toContain(
    'Claude works without the logs of failed jobs: GitLab answered 404',
  );
});

it('is none where no merge request was asked about, or its code is gone', async () => {
  const { job, work } = await opened();
  const gone: Work = { ...work, isNewest: false };
  expect([await writeMaterial(job, aWork()), await writeMaterial(job, gone)]).toEqual([null, null]);
});
