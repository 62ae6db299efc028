import { expect, test } from 'vitest';
import { byteLength } from '../../../utils/context/byteLength.ts';
import type { ContextPart } from '../../../utils/context/Context.ts';
import { PROMPT_BUDGET } from '../../../utils/context/fitToBudget.ts';
import { MERGE_REQUESTS } from '../../bench/pages/mergeRequests.ts';
import { BENCH_PAGES, promptOf } from '../../bench/pages/promptOf.ts';
import { fileKindOf } from '../../../utils/context/fileKind.ts';

/** Golden files are read by a person and then rewritten by `npx vitest run --project unit benchPages -u`. */

test.each(BENCH_PAGES.map((page) => [page.name, page] as const))(
  'the prompt of %s is the one that a person has read',
  async (name, page) => {
    await expect((await promptOf(page)).text).toMatchFileSnapshot(`golden/pages/${name}.txt`);
  },
);

/** Bytes of the source of a diff; `before`: only of what stands before the first settings. */
function sourceBytes(parts: readonly ContextPart[], before: boolean): number {
  const items = parts.find((part) => part.name === 'diff')?.items ?? [];
  const kinds = items.map(({ file }) => fileKindOf({ new_path: file?.path ?? '' }));
  const end = before && kinds.includes('config') ? kinds.indexOf('config') : items.length;
  const source = items.slice(0, end).filter((_item, index) => kinds[index] === 'source');
  return source.reduce((sum, item) => sum + byteLength(item.text), 0);
}

test.each(MERGE_REQUESTS.map((page) => [page.name, page] as const))(
  '%s: at least four fifths of all its source stand in the prompt before the first settings',
  async (name, page) => {
    const { fitted, context } = await promptOf({
      ...page,
      preset: 'review',
      budget: PROMPT_BUDGET,
    });
    const all = sourceBytes(context.parts, false);
    const share = all === 0 ? 1 : sourceBytes(fitted, true) / all;
    console.log(`source before settings: ${(100 * share).toFixed(0)} % (${name})`);
    expect(share).toBeGreaterThanOrEqual(0.8);
  },
);
