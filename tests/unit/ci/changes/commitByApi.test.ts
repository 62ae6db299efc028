import { beforeEach, expect, it, vi } from 'vitest';
import { commitByApi } from '../../../../ci/changes/commitByApi.ts';
import { bytesIn } from '../../../../ci/git.ts';
import { aWork } from '../aJob.ts';
import { recordedApi } from '../recordedApi.ts';

vi.mock('../../../../ci/git.ts', { spy: true });

const work = aWork();
const COMMIT = 'POST /repository/commits';
const BRANCH = 'GET /repository/branches/feature%2Fa';
const MADE = { [COMMIT]: { id: 'c0ffee' } };
const PLAIN = '100644';
const PROGRAM = '100755';
const NONE = '000000';

beforeEach(() => {
  vi.mocked(bytesIn).mockImplementation(async (_, parts) => Buffer.from(String(parts.at(-1))));
});

const base64 = (path: string) => ({
  encoding: 'base64',
  content: Buffer.from(`abc:${path}`).toString('base64'),
});

function commit(answers: Record<string, unknown>, files: string[][], isNew = true) {
  const api = recordedApi(answers);
  const changed = files.map(([path = '', oldMode = '', newMode = '']) => ({
    path,
    oldMode,
    newMode,
  }));
  const made = commitByApi(
    api,
    work,
    [{ sha: 'abc', message: 'Carts count\n', files: changed }],
    'feature/a',
    isNew,
  );
  return { api, made };
}

it('GitLab makes a new branch from the base, with what each file has become', async () => {
  const { api, made } = commit(MADE, [
    ['new.js', NONE, PLAIN],
    ['new.sh', NONE, PROGRAM],
    ['a.js', PLAIN, PLAIN],
    ['a.sh', PLAIN, PROGRAM],
    ['b.sh', PROGRAM, PLAIN],
    ['gone.js', PLAIN, NONE],
  ]);
  expect(await made).toEqual({ shas: ['c0ffee'], words: null });
  expect(api.asked).toEqual([
    [
      COMMIT,
      {
        branch: 'feature/a',
        start_sha: work.base,
        commit_message: 'Carts count\n',
        actions: [
          { action: 'create', file_path: 'new.js', ...base64('new.js') },
          { action: 'create', file_path: 'new.sh', ...base64('new.sh'), execute_filemode: true },
          { action: 'update', file_path: 'a.js', ...base64('a.js') },
          { action: 'update', file_path: 'a.sh', ...base64('a.sh') },
          { action: 'chmod', file_path: 'a.sh', execute_filemode: true },
          { action: 'update', file_path: 'b.sh', ...base64('b.sh') },
          { action: 'chmod', file_path: 'b.sh', execute_filemode: false },
          { action: 'delete', file_path: 'gone.js' },
        ],
      },
    ],
  ]);
});

it('adds to a branch only where that still is at the base', async () => {
  const files = [['gone.js', PLAIN, NONE]];
  const still = commit({ ...MADE, [BRANCH]: { commit: { id: work.base } } }, files, false);
  expect(await still.made).toEqual({ shas: ['c0ffee'], words: null });
  expect(still.api.asked.at(-1)).toEqual([
    COMMIT,
    expect.not.objectContaining({ start_sha: work.base }),
  ]);
  const moved = commit({ ...MADE, [BRANCH]: { commit: { id: 'other' } } }, files, false);
  expect(await moved.made).toEqual({ shas: [], words: 'somebody pushed to it meanwhile' });
  expect(moved.api.asked).toEqual([[BRANCH]]);
  const gone = commit(MADE, files, false);
  expect(await gone.made).toEqual({ shas: [], words: 'GitLab answered 404' });
});

it('says why GitLab made no commit', async () => {
  expect(await commit({}, [['gone.js', PLAIN, NONE]]).made).toEqual({
    shas: [],
    words: 'GitLab answered 404',
  });
});

it('makes several commits one on the other, and tells which of them came through', async () => {
  const api = recordedApi({ [COMMIT]: { id: 'c0ffee' }, [BRANCH]: { commit: { id: 'c0ffee' } } });
  const file = { path: 'gone.js', oldMode: PLAIN, newMode: NONE };
  const two = ['abc', 'def'].map((sha) => ({ sha, message: sha, files: [file] }));
  const both = await commitByApi(api, work, two, 'feature/a', true);
  expect(both).toEqual({ shas: ['c0ffee', 'c0ffee'], words: null });
  const moved = recordedApi({ ...MADE, [BRANCH]: { commit: { id: 'somebody' } } });
  expect(await commitByApi(moved, work, two, 'feature/a', true)).toEqual({
    shas: ['c0ffee'],
    words: 'somebody pushed to it meanwhile',
  });
});
