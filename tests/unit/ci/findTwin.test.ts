import { expect, it } from 'vitest';
import { findTwin } from '../../../ci/findTwin.ts';
import type { ApiAnswer, GitlabApi } from '../../../ci/gitlabApi.ts';

const NAME = 'Ask Claude issue/12 0f8fad5b-d9cb-469f-a165-70867728950e';

function apiWith(answer: ApiAnswer, asked: string[] = []): GitlabApi {
  return {
    get: async (path) => {
      asked.push(path);
      return answer;
    },
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
  expect(await findTwin(api, NAME, 9, 0)).toEqual({ found: 'twin', pipelineId: 7 });
});

it('goes ahead when it is the oldest itself', async () => {
  const api = apiWith(
    listing({ id: 10, name: NAME }, { id: 9, name: NAME }, { id: 3, name: 'other' }),
  );
  expect(await findTwin(api, NAME, 9, 0)).toEqual({ found: 'none' });
});

it('says so when pipelines have no names', async () => {
  const found = await findTwin(apiWith(listing({ id: 8, name: null })), NAME, 9, 0);
  expect(found).toMatchObject({ found: 'unknown' });
});

it('says so when the listing keeps failing', async () => {
  const asked: string[] = [];
  const api = apiWith({ ok: false, status: 500, words: 'GitLab answered 500' }, asked);
  expect(await findTwin(api, NAME, 9, 5)).toEqual({ found: 'unknown', why: 'GitLab answered 500' });
  expect(asked.length).toBeGreaterThan(1);
});

it.each([401, 403, 404])('asks no second time where GitLab refuses with %i', async (status) => {
  const asked: string[] = [];
  const api = apiWith({ ok: false, status, words: `GitLab answered ${status}` }, asked);
  expect(await findTwin(api, NAME, 9, 60_000)).toMatchObject({ found: 'unknown' });
  expect(asked).toHaveLength(1);
});
