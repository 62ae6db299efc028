import { expect, test } from 'vitest';
import { checkCiFile } from '../../../../utils/setup/ciChecks/checkCiFile.ts';
import { sourceOf } from '../../../../utils/setup/ciChecks/CiSource.ts';
import { JUDGED_FILES } from './judgedFiles.ts';

/** What is true of a file, as its own comments say. */
function trueOf(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      (line.split('#! ')[1]?.split(' ') ?? []).map((kind) => `${index + 1} ${kind}`),
    );
}

test('what is said of files like public ones is true', () => {
  const said: string[] = [];
  const untrue: string[] = [];
  const unsaid: string[] = [];
  for (const [name, text] of Object.entries(JUDGED_FILES)) {
    const right = trueOf(text);
    const found = checkCiFile(sourceOf(text)).map(({ kind, line }) => `${line} ${kind}`);
    said.push(...found);
    untrue.push(...found.filter((one) => !right.includes(one)).map((one) => `${name}: ${one}`));
    unsaid.push(...right.filter((one) => !found.includes(one)).map((one) => `${name}: ${one}`));
  }
  const share = (100 * (said.length - untrue.length)) / said.length;
  console.log(
    `checks: ${share.toFixed(1)} % of what is said is true (${said.length} said of ${Object.keys(JUDGED_FILES).length} files, ${unsaid.length} true things unsaid)`,
  );
  expect(untrue).toEqual([]);
  expect(unsaid).toEqual([]);
});
