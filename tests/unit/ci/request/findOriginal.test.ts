import { expect, it } from 'vitest';
import { findOriginal } from '../../../../ci/request/findOriginal.ts';
import type { ApiAnswer, GitlabApi } from '../../../../ci/gitlabApi.ts';

const alive = new AbortController().signal;
const NAME = 'Ask Claude issue/12 0f8fad5b-d9cb-469f-a165-70867728950e';

function apiWith(answer: ApiAnswer, asked: string[] = []): GitlabApi {
  return {
    get: async (path) => {
      asked.push(path);
      return answer;
    },
    text: async () => answer,
    bytes: async () => answer,
    post: async () => answer,
    put: async () => answer,
    remove: async () => answer,
  };
}

function listing(...pipelines: { id: number; name: string | null }[]): ApiAnswer {
  return { ok: true, body: pipelines };
}

it('finds the oldest older pipeline of exactly that name', async () => {
  const api = apiWith(
    listing(
      { id: 9, name: NAME },
      { id: 8, name: NAME },
      { id: 7, name: NAME },
      { id: 6, name: `${NAME} ` },
    ),
  );
  expect(await findOriginal(api, NAME, 9, alive, 0)).toEqual({ found: 'original', pipelineId: 7 });
});

it('goes ahead when it is the oldest itself', async () => {
  const api = apiWith(
    listing({ id: 10, name: NAME }, { id: 9, name: NAME }, { id: 3, name: 'other' }),
  );
  expect(await findOriginal(api, NAME, 9, alive, 0)).toEqual({ found: 'none' });
});

it('says so when pipelines have no names', async () => {
  const found = await findOriginal(apiWith(listing({ id: 8, name: null })), NAME, 9, alive, 0);
  expect(found).toMatchObject({ found: 'unknown' });
});

it('asks again while GitLab may recover, and says so when it does not', async () => {
  const asked: string[] = [];
  const failure = { ok: false, status: 500, words: 'GitLab answered 500', isFinal: false } as const;
  const api = apiWith(failure, asked);
  const found = await findOriginal(api, NAME, 9, alive, 5);
  expect(found).toEqual({ found: 'unknown', why: 'GitLab answered 500' });
  expect(asked.length).toBeGreaterThan(1);
});

it('asks no second time where the answer is final', async () => {
  const asked: string[] = [];
  const failure = { ok: false, status: 403, words: 'GitLab answered 403', isFinal: true } as const;
  const found = await findOriginal(apiWith(failure, asked), NAME, 9, alive, 60_000);
  expect(found).toEqual({ found: 'unknown', why: 'GitLab answered 403' });
  expect(asked).toHaveLength(1);
});

it('waits no longer than the job lives', async () => {
  const cancelled = new AbortController();
  const failure = { ok: false, status: 0, words: 'no answer', isFinal: false } as const;
  const finding = findOriginal(apiWith(failure), NAME, 9, cancelled.signal, 60_000);
  cancelled.abort();
  await expect(finding).rejects.toThrow('aborted');
});

it('reads a listing page by page, and takes none that is no list', async () => {
  const page = Array.from({ length: 100 }, (_, index) => ({ id: 1000 - index, name: 'other' }));
  const asked: string[] = [];
  const full = apiWith({ ok: true, body: page }, asked);
  expect(await findOriginal(full, NAME, 2000, alive, 0)).toEqual({ found: 'none' });
  expect(asked).toEqual(
    [1, 2, 3, 4, 5].map((number) => {
      const query = new URLSearchParams({ name: NAME, per_page: '100', page: String(number) });
      return `/pipelines?${query.toString()}`;
    }),
  );
  const none = apiWith({ ok: true, body: {} });
  const why = 'the listing is not a list';
  expect(await findOriginal(none, NAME, 9, alive, 60_000)).toEqual({ found: 'unknown', why });
});
