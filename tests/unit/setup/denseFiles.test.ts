import { expect, test, vi } from 'vitest';
import { parseDocument } from 'yaml';
import { isTooDense } from '../../../utils/context/clean/isTooDense.ts';
import { parseProjectFile } from '../../../utils/prompt/projectFile.ts';
import { addInclude } from '../../../utils/setup/addJob/addInclude.ts';
import { ownProvider } from '../../../utils/setup/addJob/ownProvider.ts';
import { sourceOf } from '../../../utils/setup/ciChecks/CiSource.ts';
import { checkCiFile } from '../../../utils/setup/ciChecks/checkCiFile.ts';
import { template } from './useShop.ts';

vi.mock('yaml', { spy: true });

const numbered = (line: (index: number) => string, count: number) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Files within what GitLab takes that hold more than can be read in one piece. */
const DENSE: readonly (readonly [what: string, text: string])[] = [
  ['keys', numbered((index) => `k${index}: 1`, 30_000)],
  ['a list in brackets', `a: [${'1,'.repeat(50_000)}1]`],
  ['entries', `a:\n${'- 1\n'.repeat(30_000)}`],
  ['lists in lists', `a:\n${'- - - 1\n'.repeat(20_000)}`],
  ['comments', `${'# c\n'.repeat(30_000)}a: 1`],
  ['jobs', numbered((index) => `j${index}:\n  script: [a]\n  only: [b]`, 5_000)],
];

test.each(DENSE)(
  'attack: a file of very many %s is not read in one piece, by whoever wants it',
  (_, text) => {
    const ours = `${text}\n# ASK_CLAUDE_PROGRAM`;
    vi.mocked(parseDocument).mockClear();
    expect(parseProjectFile(text.slice(0, 99_000))).toMatchObject({ ok: false });
    expect(addInclude(text, 'a.yml', { keepOut: true })).toEqual({
      problem: { kind: 'file_too_much', names: [] },
    });
    expect(checkCiFile(sourceOf(text))).toEqual([]);
    expect(ownProvider(template, ours)).toBeNull();
    const read = vi.mocked(parseDocument).mock.calls.map(([source]) => source);
    expect(read.filter((source) => isTooDense(source))).toEqual([]);
  },
);

const ordinaryJob = (index: number) =>
  `build-${index}:\n  stage: build\n  image: node:24\n  script:\n    - npm ci --prefer-offline\n    - npm run build -- --workspace packages/part-${index}\n`;

test('a long file as people write them is read', () => {
  const text = numbered(ordinaryJob, 600);
  expect(text.length).toBeGreaterThan(80_000);
  expect([isTooDense(text), isTooDense(template)]).toEqual([false, false]);
});

test('the findings of many jobs, and the stages of many stages, are told with their lines', () => {
  const jobs = numbered(
    (index) => `j${index}:\n  stage: s${index}\n  script: [a]\n  only: [b]`,
    1_000,
  );
  const stages = `stages: [${numbered((index) => `s${index}`, 1_000).replaceAll('\n', ', ')}]\n`;
  const found = checkCiFile(sourceOf(stages + jobs));
  expect(found.slice(0, 2).map(({ line, job }) => [line, job])).toEqual([
    [5, 'j0'],
    [9, 'j1'],
  ]);
});
