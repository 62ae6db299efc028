import { expect, it } from 'vitest';
import type { Lint } from '../../../utils/gitlab/entities.ts';
import { judgeJobs } from '../../../utils/pipeline/judgeJobs.ts';
import { jobsFile } from '../../../utils/setup/jobFiles.ts';

const known = new Map<string, string | null>([
  ['CI_PIPELINE_SOURCE', 'api'],
  ['AI_FLOW_INPUT', 'Why?'],
]);

type Judged = ReturnType<typeof judgeJobs>;

function judgeLint(more: Partial<Lint>, includes: string[] = [], name = 'x'): Judged {
  return judgeJobs(
    { ok: true, value: { valid: true, errors: [], ...more } },
    known,
    includes,
    name,
  );
}

const judge = (merged: string): Judged => judgeLint({ merged_yaml: merged });

it('takes our three jobs for one, since only GitLab knows which provider the project set', () => {
  expect(judge(jobsFile({}))).toMatchObject({ jobName: 'claude', otherJobs: [] });
});

it('attack: a file too long to be read in a moment is not read, and nothing is sent', () => {
  const long = `claude:\n  script: claude -p\n${'x: {a: [b]}\n'.repeat(100_000)}`;
  expect(judge(long).failure).toEqual({
    kind: 'refused',
    reason: 'ci_file_too_long',
    subject: '1200 kB',
  });
});

it('takes ours for the one that runs Claude, and names a foreign job that calls it as well', () => {
  const sample = 'nightly-review:\n  script:\n    - claude -p "Review"\n';
  expect(judge(`${sample}\n${jobsFile({})}`)).toMatchObject({
    jobName: 'claude',
    otherJobs: [{ name: 'nightly-review', certain: true }],
  });
});

const caller = (name: string, rules = ''): string =>
  `${name}: {script: [claude -p "Review"]${rules}}\n`;

it('takes a foreign job where none of ours would start, the first that starts for certain', () => {
  const may = caller('may', ', rules: [{if: $SECRET}]');
  const judged = judge(`${may}${caller('sure')}${caller('sure2')}test: {script: [make]}`);
  expect(judged).toEqual({
    jobName: 'sure',
    jobs: [
      { name: 'may', certain: false },
      { name: 'sure', certain: true },
      { name: 'sure2', certain: true },
      { name: 'test', certain: true },
    ],
    otherJobs: [
      { name: 'may', certain: false },
      { name: 'sure2', certain: true },
      { name: 'test', certain: true },
    ],
    named: false,
    ours: false,
    layout: 'prompt',
    asked: [],
  });
});

it('prefers a foreign job that starts for certain to a job of our name that may not', () => {
  const ours = caller('claude', ', rules: [{if: $SECRET}]');
  expect(judge(`${ours}${caller('sure')}`).jobName).toBe('sure');
  expect(judge(`${caller('sure')}${caller('claude')}`).jobName).toBe('claude');
});

it('says that no job runs Claude, and which would start', () => {
  expect(judge('test: {script: [make]}')).toMatchObject({
    failure: { kind: 'no_job' },
    jobName: 'claude',
    jobs: [{ name: 'test', certain: true }],
    otherJobs: [],
  });
});

it('names includes that may or may not count beside the other jobs', () => {
  const merged = `${caller('claude')}test: {script: [make]}`;
  expect(judgeLint({ merged_yaml: merged }, ['ci/a.yml']).otherJobs).toEqual([
    { name: 'test', certain: true },
    { name: 'include: ci/a.yml', certain: false },
  ]);
});

const named = (name: string): boolean =>
  judgeLint({ merged_yaml: `workflow: {name: ${name}}\n${caller('claude')}` }, [], 'Ask Why?')
    .named;

it('tells whether the pipeline will be found by its name', () => {
  expect(named('Ask $AI_FLOW_INPUT')).toBe(true);
  expect(named('Ask')).toBe(false);
});

const errors = (...lines: string[]) => judgeLint({ valid: false, errors: lines }).failure;

it('takes no file at all for one that is missing, any other error for a refusal in GitLab’s words', () => {
  expect(errors('Please provide content of .gitlab-ci.yml')).toMatchObject({ kind: 'no_ci_file' });
  expect(errors('Missing CI config file')).toMatchObject({ kind: 'no_ci_file' });
  expect(errors('jobs config', 'should contain a job')).toEqual({
    kind: 'refused',
    detail: 'jobs config should contain a job',
  });
  expect(errors('a'.repeat(600))?.detail).toHaveLength(500);
  expect(judgeJobs({ ok: false, failure: { kind: 'forbidden' } }, known, [], 'x').failure).toEqual({
    kind: 'forbidden',
  });
});

it('hands on why GitLab would make no pipeline', () => {
  expect(
    judge('gone: {script: [a], rules: [{when: never}]}\none: {script: [a], needs: [gone]}').failure,
  ).toEqual({
    kind: 'refused',
    detail: "'one' job needs 'gone' job, but 'gone' does not exist in the pipeline.",
  });
});

const job = (name: string, script: string[]) => ({ name, stage: 'test', script });

it('of a file that cannot be read here, any job that GitLab lists may start', () => {
  const jobs = [job('lint', ['make']), job('review', ['cd x', 'claude -p x'])];
  expect(judgeLint({ merged_yaml: 'a: [', jobs })).toMatchObject({
    jobName: 'review',
    jobs: [
      { name: 'lint', certain: false },
      { name: 'review', certain: false },
    ],
    otherJobs: [{ name: 'lint', certain: false }],
    ours: false,
  });
  expect(judgeLint({ merged_yaml: 'a: [', jobs: [job('claude', [])] }).jobName).toBe('claude');
  expect(judgeLint({ merged_yaml: null, jobs: null }).failure).toEqual({ kind: 'no_job' });
});
