import { expect, it } from 'vitest';
import { judgeJobs } from '../../../utils/pipeline/judgeJobs.ts';
import { jobsFile } from '../../../utils/setup/jobFiles.ts';

const known = new Map<string, string | null>([
  ['CI_PIPELINE_SOURCE', 'api'],
  ['AI_FLOW_INPUT', 'Why?'],
]);

function judge(merged: string): ReturnType<typeof judgeJobs> {
  const value = {
    valid: true,
    merged_yaml: merged,
    errors: [],
    warnings: [],
    includes: [],
    jobs: [],
  };
  return judgeJobs({ ok: true, value }, known, [], 'x');
}

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
