import { expect, test } from 'vitest';
import { judgeJobs } from '../../../utils/pipeline/judgeJobs.ts';
import { variablesOfRun } from '../../../utils/pipeline/knownVariables.ts';
import { topOf } from '../../../utils/pipeline/rules/topOf.ts';
import { splitCiFile } from '../../../utils/pipeline/yaml/readCiFile.ts';
import { aBranch, aProject } from '../fakes/entities.ts';
import { PUBLIC_LIKE } from '../fakes/publicLikeFiles.ts';

/** An ask on the default branch, as the preview knows it. */
const known = variablesOfRun(
  aProject(),
  aBranch('main', { default: true }),
  { ref: 'main', variables: [{ key: 'AI_FLOW_INPUT', value: 'words' }] },
  'api',
  'developer',
);

/** How many jobs a file has, and of how many it cannot be told whether an ask starts them. */
function countsOf(text: string): [jobs: number, open: number] {
  const merged = splitCiFile(text).body.text;
  const lint = { valid: true, errors: [], merged_yaml: merged, jobs: [] };
  const { jobs } = judgeJobs({ ok: true, value: lint }, known, [], '');
  const all = topOf(merged)?.jobs.filter(([name]) => !name.startsWith('.')) ?? [];
  return [all.length, jobs.filter(({ certain }) => !certain).length];
}

test('of files like public ones it is told of at least seven jobs in ten whether an ask starts them', () => {
  const counts = Object.values(PUBLIC_LIKE).map(countsOf);
  const jobs = counts.reduce((sum, [count]) => sum + count, 0);
  const open = counts.reduce((sum, [, count]) => sum + count, 0);
  const share = ((100 * open) / jobs).toFixed(1);
  console.log(
    `ci files like public ones: ${jobs} jobs of ${counts.length} files, ${share} % unknown`,
  );
  expect(jobs).toBeGreaterThan(80);
  expect(open / jobs).toBeLessThanOrEqual(0.3);
});
