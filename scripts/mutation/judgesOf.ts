/** A real GitLab's verdicts on CI files say what rules and YAML come to, file by file; the setup's tests, which reach them too, were seen to notice nothing else. */
const VERDICTS = 'tests/contract/ciVerdicts.test.ts';

/** Globs of the tests that judge a file: those of its own folder, and the verdicts. Others that happen to reach it do not count. */
export function judgesOf(file: string): string[] {
  const own = `tests/unit/${file.replace(/^utils\//, '').split('/')[0]}/**/*.test.ts`;
  return file.startsWith('utils/pipeline/') ? [own, VERDICTS] : [own];
}
