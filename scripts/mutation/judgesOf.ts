/**
 * Tests beside those of a folder's own that judge it: they say what its code is for, and are quick. A real GitLab's verdicts on CI
 * files say it of rules and YAML; who reads CI files by them, for the setup and for mentions, says it of the jobs that are found.
 */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'utils/pipeline': [
    'tests/contract/ciVerdicts.test.ts',
    'tests/unit/setup/addJob/*.test.ts',
    'tests/unit/setup/ciChecks/checkBeside.test.ts',
    'tests/unit/setup/doctor/*.test.ts',
    'tests/unit/mentions/*.test.ts',
  ],
};

/** Globs of the tests that judge a file: those of its own folder, then those beside. Others that happen to reach it do not count. */
export function judgesOf(file: string): string[] {
  const own = `tests/unit/${file.replace(/^utils\//, '').split('/')[0]}/**/*.test.ts`;
  const beside = Object.entries(BESIDE).filter(([folder]) => file.startsWith(`${folder}/`));
  return [own, ...beside.flatMap(([, tests]) => tests)];
}
