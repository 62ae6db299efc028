import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Work } from '../../../../ci/request/prepareTree.ts';
import { prepareTree } from '../../../../ci/request/prepareTree.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { mayHaveMaterial, writeMaterial } from '../../../../ci/claude/writeMaterial.ts';
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

it('can be there for a merge request or an image, and for nothing else', () => {
  const image = {
    file: '1-a.png',
    secret: 'a'.repeat(32),
    filename: 'a.png',
    sha256: 'a'.repeat(64),
    data: null,
  };
  const issue = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });
  const asked = [request, issue, { ...issue, images: [image] }, { ...request, images: [image] }];
  expect(asked.map(mayHaveMaterial)).toEqual([true, false, true, true]);
});

it('has at most ten logs, by names that are no paths and not too long, which nobody may write to', async () => {
  const failed = Array.from({ length: 12 }, (_, id) => ({ id, name: 'x'.repeat(100) }));
  const traces = failed.map(({ id }) => [`GET /jobs/${id}/trace`, 'not ok']);
  const { job, work } = await opened({
    [PIPELINE]: [{ name: 'without an id' }, ...failed],
    ...Object.fromEntries(traces),
  });
  const material = await writeMaterial(job, work);
  const logs = join(material?.folder ?? '', 'logs');
  const names = failed.slice(0, 9).map(({ id }) => `${'x'.repeat(80)}-${id}.log`);
  expect((await readdir(logs)).toSorted()).toEqual(names.toSorted());
  expect(material?.lines[1]).toBe(`logs/: the whole logs of the failed jobs (${names.join(', ')})`);
  expect((await stat(join(logs, names[0] ?? ''))).mode & 0o777).toBe(0o444);
  expect((await stat(logs)).mode & 0o777).toBe(0o755);
});

it.each([
  ['no job failed after all', { [PIPELINE]: [] }, true],
  ['the list of jobs is none', { [PIPELINE]: 'none' }, true],
  ['the project keeps them', { [PIPELINE]: [{ id: 7, name: 'unit' }] }, false],
])('names no logs where %s', async (_, answers, jobLogs) => {
  const { job, work } = await opened(answers);
  const settings = { ...job.settings, jobLogs };
  const material = await writeMaterial({ ...job, settings }, work);
  expect(material?.lines).toEqual([expect.stringMatching(/^merge-request\.diff: /)]);
  expect(job.lines).toEqual([]);
});

it('goes on without a log that GitLab does not give', async () => {
  const { job, work } = await opened({ [PIPELINE]: [{ id: 7, name: 'unit' }] });
  expect((await writeMaterial(job, work))?.lines).toHaveLength(1);
  expect(job.lines.join('\n')).toMatch(
    /warning.*Claude works without the logs of failed jobs: GitLab answered 404/,
  );
});

it('has logs alone where the merge request has no base', async () => {
  const { job, work } = await opened({
    [PIPELINE]: [{ id: 7, name: 'unit' }],
    'GET /jobs/7/trace': 'not ok',
  });
  const mergeRequest = work.mergeRequest && { ...work.mergeRequest, baseSha: null };
  const material = await writeMaterial(job, { ...work, mergeRequest });
  expect(material?.lines).toEqual([expect.stringMatching(/^logs\//)]);
  expect(await readdir(material?.folder ?? '')).toEqual(['logs']);
});
