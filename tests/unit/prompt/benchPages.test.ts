import { expect, test } from 'vitest';
import { byteLength } from '../../../utils/context/byteLength.ts';
import { cleanCode } from '../../../utils/context/clean/clean.ts';
import { PROMPT_BUDGET } from '../../../utils/context/fitToBudget.ts';
import type { BenchPage } from '../../bench/pages/BenchPage.ts';
import { MERGE_REQUESTS } from '../../bench/pages/mergeRequests.ts';
import { BENCH_PAGES, promptOf } from '../../bench/pages/promptOf.ts';
import { type FileKind, fileKindOf } from '../../../utils/context/describe/fileKind.ts';

/** Golden files are read by a person and then rewritten by `npx vitest run --project unit benchPages -u`. */

test.each(BENCH_PAGES.map((page) => [page.name, page] as const))(
  'the prompt of %s is the one that a person has read',
  async (name, page) => {
    await expect((await promptOf(page)).text).toMatchFileSnapshot(`golden/pages/${name}.txt`);
  },
);

/** Kinds of the files of a merge request by their paths, and the lines that it adds and removes, as GitLab gives them. */
async function changesOf(
  page: BenchPage,
): Promise<{ kind: FileKind; path: string; lines: string[] }[]> {
  const diffs = await page.answers.diffs?.(0, page.iid);
  if (!diffs?.ok) throw new Error(`${page.name} has no diff`);
  return diffs.value.map((diff) => ({
    kind: fileKindOf(diff),
    path: diff.new_path,
    lines: cleanCode(diff.diff)
      .text.split('\n')
      .filter((line) => /^[+-]/.test(line)),
  }));
}

const bytesOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + byteLength(line), 0);

/** Room for the lines of the source with their numbers, the head of each file and the lines that name what is left out: not for much else. */
const NUMBER = 6;
const HEAD = 150;
const NAMES = 1_500;

/** What of a merge request's source stands in its prompt before the first settings, as a share of all its bytes. */
async function shareOf(page: BenchPage) {
  const changes = await changesOf(page);
  const source = changes.filter(({ kind }) => kind === 'source');
  const all = bytesOf(source.flatMap(({ lines }) => lines));
  const whole = await promptOf({ ...page, preset: 'review', budget: PROMPT_BUDGET });
  const diff = whole.fitted.find(({ name }) => name === 'diff')?.items ?? [];
  const others = byteLength(whole.text) - bytesOf(diff.map(({ text }) => text));
  const room =
    all + source.flatMap(({ lines }) => lines).length * NUMBER + source.length * HEAD + NAMES;
  const budget = Math.min(PROMPT_BUDGET, others + room);
  const { text } = await promptOf({ ...page, preset: 'review', budget });
  const headOf = ({ path }: { path: string }): number => text.search(headPattern(path));
  const settings = changes.filter(({ kind }) => kind === 'config').map(headOf);
  const end = Math.min(text.length, ...settings.filter((at) => at >= 0));
  const before = text
    .slice(0, end)
    .split('\n')
    .map((line) => line.replace(/^ *\d* +(?=[+-])/, ''));
  const left = Map.groupBy(before, (line) => line);
  const shown = source.flatMap(({ lines }) => lines.filter((line) => left.get(line)?.pop()));
  const isWhole = changes.every((one) => headOf(one) >= 0);
  return { share: all === 0 ? 1 : bytesOf(shown) / all, all, settings: settings.length, isWhole };
}

function headPattern(path: string): RegExp {
  return new RegExp(`^=== \\S+ ${path.replace(/[.+]/g, '\\$&')}(?=[ ,]|$)`, 'm');
}

test.each(MERGE_REQUESTS.map((page) => [page.name, page] as const))(
  '%s: at least four fifths of all its source stand in the prompt before the first settings',
  async (name, page) => {
    const { share, all } = await shareOf(page);
    console.log(`source before settings: ${(100 * share).toFixed(0)} % of ${all} bytes (${name})`);
    expect(share).toBeGreaterThanOrEqual(0.8);
  },
);

test('the merge requests above have what could stand before their source, and what is left out for it', async () => {
  const shares = await Promise.all(MERGE_REQUESTS.map(shareOf));
  expect(shares.filter(({ settings }) => settings > 0).length).toBeGreaterThanOrEqual(5);
  expect(shares.filter(({ isWhole }) => !isWhole).length).toBeGreaterThanOrEqual(3);
  expect(shares.filter(({ all }) => all > 10_000).length).toBeGreaterThanOrEqual(3);
});
