import { expect, test } from 'vitest';
import { gitLabAnswering, json } from './world.ts';

const commit = (id: number) => ({ id: String(id), title: 't', message: 'm', author_name: 'a' });

/** A list of so many pages, whose total may be told, and what was under way at once. */
function listOf(pages: number, isTold: boolean) {
  const asked: number[] = [];
  const { gitLab } = gitLabAnswering(({ url }) => {
    const page = Number(url.searchParams.get('page'));
    asked.push(page);
    const headers = {
      'x-next-page': page < pages ? String(page + 1) : '',
      ...(isTold && { 'x-total-pages': String(pages) }),
    };
    return json(page <= pages ? [commit(page)] : [], { headers });
  });
  return { gitLab, asked };
}

test.each([
  ['told', true, 14],
  ['not told', false, 19],
])('where the total is %s, all pages are read, in order', async (_, isTold, requests) => {
  const { gitLab, asked } = listOf(14, isTold);
  const read = await gitLab.commits(5, 34);
  expect(read.ok && read.value.map(({ id }) => Number(id))).toEqual(
    Array.from({ length: 14 }, (__, index) => index + 1),
  );
  expect(asked).toHaveLength(requests);
});

test('a list of one page is one request', async () => {
  const { gitLab, asked } = listOf(1, false);
  await gitLab.commits(5, 34);
  expect(asked).toEqual([1]);
});
