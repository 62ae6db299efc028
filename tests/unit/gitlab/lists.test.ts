import { describe, expect, test } from 'vitest';
import { PIPELINE, gitLabAnswering, json } from './world.ts';

const commit = (id: number) => ({
  id: String(id),
  title: 't',
  message: 'm',
  author_name: 'a',
  created_at: '2026-11-21T08:00:00Z',
});

const named = (id: number, name: string | null) => ({ ...PIPELINE, id, name });
const pages = (all: object[][]) => (number: number) =>
  json(all[number - 1] ?? [], {
    headers: { 'x-next-page': number < all.length ? String(number + 1) : '' },
  });

describe('lists', () => {
  test('are read whole and in order, at most six pages at once', async () => {
    const { gitLab, sent } = gitLabAnswering(({ url }) => {
      const page = Number(url.searchParams.get('page'));
      return json([commit(page)], {
        headers: { 'x-total-pages': '9', 'x-next-page': page < 9 ? String(page + 1) : '' },
      });
    });
    const result = await gitLab.commits(5, 34);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.value.map(({ id }) => Number(id))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(sent).toHaveLength(9);
    expect(sent[0]?.url.searchParams.get('per_page')).toBe('100');
  });

  test('follow x-next-page where GitLab does not tell the total', async () => {
    const { gitLab } = gitLabAnswering(({ url }) => {
      const page = Number(url.searchParams.get('page'));
      return json([commit(page)], { headers: { 'x-next-page': page < 3 ? String(page + 1) : '' } });
    });
    const result = await gitLab.commits(5, 34);
    expect(result.ok && result.value).toHaveLength(3);
  });

  const hundred = Array.from({ length: 100 }, (_, index) => commit(index));
  const ways: [string, (page: number, url: URL) => HeadersInit][] = [
    [
      'the header Link alone',
      (page, url): HeadersInit => {
        const next = new URL(url);
        next.searchParams.set('page', String(page + 1));
        return {
          link: page < 3 ? `<${next.href}>; rel="next", <x>; rel="last"` : '<x>; rel="first"',
        };
      },
    ],
    ['no header at all', (): HeadersInit => ({})],
  ];
  test.each(ways)('are read whole where %s arrives', async (_, headers) => {
    const { gitLab } = gitLabAnswering(({ url }) => {
      const page = Number(url.searchParams.get('page'));
      const items = page < 3 ? hundred : page === 3 ? hundred.slice(0, 50) : [];
      return json(items, { headers: headers(page, url) });
    });
    const result = await gitLab.commits(5, 34);
    expect(result.ok && result.value).toHaveLength(250);
  });

  test('fail as a whole when one page fails', async () => {
    const { gitLab } = gitLabAnswering(({ url }) =>
      url.searchParams.get('page') === '2'
        ? new Response('{}', { status: 403 })
        : json([commit(1)], { headers: { 'x-total-pages': '2', 'x-next-page': '2' } }),
    );
    expect(await gitLab.commits(5, 34)).toMatchObject({
      ok: false,
      failure: { kind: 'forbidden' },
    });
  });
});

test('a folder of the repository is read by one request for its first hundred entries', async () => {
  const entry = { id: 'c0de', path: '.claude/commands/x.md', type: 'blob' };
  const { gitLab, sent } = gitLabAnswering(() =>
    json([{ ...entry, name: 'x.md', mode: '100644' }], {
      headers: { 'x-next-page': '2', link: '<https://gitlab.example.com/next>; rel="next"' },
    }),
  );
  expect(await gitLab.tree(5, '.claude/commands', 'main', { recursive: true })).toEqual({
    ok: true,
    value: [entry],
  });
  expect(sent).toHaveLength(1);
  expect(sent[0]?.url.pathname).toMatch(/\/projects\/5\/repository\/tree$/);
  expect(Object.fromEntries(sent[0]?.url.searchParams ?? [])).toMatchObject({
    path: '.claude/commands',
    ref: 'main',
    recursive: 'true',
    per_page: '100',
  });
});

describe('pipelines', () => {
  test('are compared by name again, for a server that ignores the filter', async () => {
    const { gitLab, sent } = gitLabAnswering(() =>
      json([named(3, 'A'), named(2, 'B'), named(1, null)]),
    );
    const result = await gitLab.pipelines(5, { name: 'B' });
    expect(result).toMatchObject({ value: { items: [{ id: 2 }], complete: true } });
    expect(sent[0]?.url.search).toContain('name=B');
    expect(sent[0]?.url.search).toContain('order_by=id');
  });

  test('end at the id asked for', async () => {
    const answer = pages([
      [named(9, 'A'), named(8, 'A')],
      [named(7, 'A'), named(6, 'A')],
      [named(5, 'A')],
    ]);
    const { gitLab, sent } = gitLabAnswering((_, count) => answer(count));
    const result = await gitLab.pipelines(5, { downTo: 7 });
    expect(result).toMatchObject({
      value: { items: [{ id: 9 }, { id: 8 }, { id: 7 }], complete: true },
    });
    expect(sent).toHaveLength(2);
  });

  test('are incomplete when a later page fails, and fail when the first does', async () => {
    const { gitLab } = gitLabAnswering((_, count) =>
      count === 1 ? pages([[named(9, 'A')], []])(1) : new Response('', { status: 500 }),
    );
    expect(await gitLab.pipelines(5, {})).toMatchObject({
      value: { items: [{ id: 9 }], complete: false },
    });
    const dead = gitLabAnswering(() => new Response('', { status: 500 }));
    expect(await dead.gitLab.pipelines(5, {})).toMatchObject({ failure: { kind: 'network' } });
  });

  test('name each pipeline once when a new one shifts the pages', async () => {
    const answer = pages([
      [named(9, 'A'), named(8, 'A')],
      [named(8, 'A'), named(7, 'A')],
    ]);
    const { gitLab } = gitLabAnswering((_, count) => answer(count));
    const result = await gitLab.pipelines(5, {});
    expect(result.ok && result.value.items.map(({ id }) => id)).toEqual([9, 8, 7]);
  });
});
