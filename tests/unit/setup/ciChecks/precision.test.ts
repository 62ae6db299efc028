import { expect, test } from 'vitest';
import { checkCiFile } from '../../../../utils/setup/ciChecks/checkCiFile.ts';
import { sourceOf } from '../../../../utils/setup/ciChecks/CiSource.ts';
import { PUBLIC_LIKE } from '../../fakes/publicLikeFiles.ts';
import { JUDGED_FILES } from './judgedFiles.ts';

/** What is true of a file, as its own comments say: `#! kind` of its own line, `#!v kind` of the next one. */
function trueOf(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const [, below, kinds = ''] = /#!(v?) (.*)$/.exec(line) ?? [];
    const number = index + (below === 'v' ? 2 : 1);
    return kinds.split(' ').flatMap((kind) => (kind === '' ? [] : `${number} ${kind}`));
  });
}

function judged(files: Readonly<Record<string, string>>) {
  const all = Object.entries(files).map(([name, text]) => {
    const right = trueOf(text);
    const said = checkCiFile(sourceOf(text)).map(({ kind, line }) => `${line} ${kind}`);
    return {
      said: said.length,
      untrue: said.filter((one) => !right.includes(one)).map((one) => `${name}: ${one}`),
      unsaid: right.filter((one) => !said.includes(one)).map((one) => `${name}: ${one}`),
    };
  });
  return {
    files: all.length,
    said: all.reduce((sum, one) => sum + one.said, 0),
    untrue: all.flatMap(({ untrue }) => untrue),
    unsaid: all.flatMap(({ unsaid }) => unsaid),
  };
}

test.each([
  ['that the mending used', JUDGED_FILES],
  ['that were judged before they were checked', PUBLIC_LIKE],
])('what is said of files like public ones is true: of those %s', (which, texts) => {
  const { files, said, untrue, unsaid } = judged(texts);
  const share = (100 * (said - untrue.length)) / said;
  console.log(
    `checks: ${share.toFixed(1)} % of what is said is true (${said} said of ${files} files ${which}, ${unsaid.length} true things unsaid)`,
  );
  expect(untrue).toEqual([]);
  expect(unsaid).toEqual([]);
});
