import { expect, test } from 'vitest';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import { glsecJob, readGlsec } from '../../../../utils/setup/ciChecks/readGlsec.ts';
import { aJob, aPipeline } from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';

const FILE =
  'lint:\n  script: [glsec scan --format sarif -o glsec.sarif]\n  artifacts: {paths: [glsec.sarif], when: always}\n';
const REPORT = JSON.stringify({ runs: [{ results: [] }] });

function gitLab(more: Partial<GitLab> = {}) {
  return fakeGitLab({
    pipelines: async () =>
      ok({
        items: [
          aPipeline(9, { ref: 'other' }),
          aPipeline(8, { ref: 'main' }),
          aPipeline(7, { ref: 'main' }),
        ],
        complete: true,
      }),
    pipelineJobs: async (_, id) => ok(id === 8 ? [] : [aJob('success', { id: 70, name: 'lint' })]),
    artifact: async () => ok(REPORT),
    ...more,
  });
}

test.each([
  ['by its script', FILE, 'glsec.sarif'],
  [
    'by its image, the report among its reports',
    'lint: {image: "ghcr.io/x/glsec:1.12", script: [scan], artifacts: {reports: {sast: out/g.sarif}}}',
    'out/g.sarif',
  ],
])('the job that runs glsec is known %s', (_, file, report) => {
  expect(glsecJob(file)).toEqual({ name: 'lint', report });
});

test.each([
  ['only names it', 'lint: {script: [echo no glsec], artifacts: {paths: [glsec.sarif]}}'],
  ['keeps no report', 'lint: {script: [glsec scan]}'],
  ['is a template', `.${FILE}`],
])('a job is not one that %s', (_, file) => {
  expect(glsecJob(file)).toBeNull();
});

test('the newest pipeline of the branch that has the job is read', async () => {
  const one = gitLab();
  expect(await readGlsec(one, 1, 'main', FILE)).toEqual({ job: 'lint', results: [] });
  expect(one.calls.at(-1)).toBe('artifact 70 "glsec.sarif"');
});

test('a project without glsec is not asked', async () => {
  const one = gitLab();
  expect(await readGlsec(one, 1, 'main', 'a: {script: [x]}')).toBeNull();
  expect(one.calls).toEqual([]);
});

test('a report that is not there, or none, says nothing', async () => {
  for (const artifact of [async () => fails('not_found'), async () => ok('<html>')])
    expect(await readGlsec(gitLab({ artifact }), 1, 'main', FILE)).toBeNull();
});
