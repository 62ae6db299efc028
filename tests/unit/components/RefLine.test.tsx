// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { RefLine } from '../../../components/ask/evidence/RefLine.tsx';
import type { Failure } from '../../../utils/gitlab/Failure.ts';
import type { Preview } from '../../../utils/preview/Preview.ts';
import { samplePreview } from './samples.ts';
import { all, clear, one, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));
afterEach(clear);

async function said(change: Partial<Preview>): Promise<string> {
  const shown = await show(<RefLine preview={samplePreview(change)} />);
  return shown.textContent ?? '';
}

test('branch and job are named where they were seen', async () => {
  expect(await said({})).toMatch(/ask-claude.*Job.*claude/is);
});

test.each<[what: string, failure: Failure]>([
  ['there is no CI file', { kind: 'no_ci_file' }],
  ['there is no job', { kind: 'no_job' }],
  ['there is no branch', { kind: 'no_ref' }],
])('nothing is named where %s', async (_what, failure) => {
  const ref = { name: 'main', kind: 'default', unprotected: false, uncertain: false } as const;
  expect(await said({ ref, failure })).toBe('');
});

test('nothing is named where no branch could be chosen', async () => {
  const ref = { name: 'main', kind: 'unknown', unprotected: false, uncertain: true } as const;
  expect(await said({ ref, failure: { kind: 'forbidden', reason: 'archived' } })).toBe('');
});

test('a job that is too old for a comment beforehand is told, with what to do', async () => {
  expect(await said({ acknowledges: 'yes' })).not.toContain('too old');
  expect(await said({ acknowledges: 'old_job' })).toMatch(/too old to post one.*update it/);
});

const change: Partial<Preview> = { mode: 'change', pushJobs: ['test'] };

test.each([
  ['fork', /fork, which is never pushed to.*patch/],
  ['no_token', /no GITLAB_ACCESS_TOKEN.*patch/],
] as const)(
  'a change that will be a patch (%s) says why, and speaks of no push',
  async (why, words) => {
    const text = await said({ ...change, delivery: { to: 'patch', why } });
    expect(text).toMatch(words);
    expect(text).not.toMatch(/pushing its branch/);
  },
);

test('a change that is pushed names where to, and what that starts', async () => {
  const delivery = { to: 'source_branch', branch: 'fix/total' } as const;
  expect(await said({ ...change, delivery })).toMatch(
    /fix\/total.*pushing its branch starts:.*test/s,
  );
});

test('a protected source branch gets a merge request, which is said before', async () => {
  const delivery = { to: 'protected_branch', branch: 'release' } as const;
  expect(await said({ ...change, delivery })).toMatch(/merge request into it: release/);
});

test('a token that cannot be seen is doubted aloud', async () => {
  await said({ ...change, delivery: { to: 'new_branch', tokenUnseen: true } });
  expect(one('ask-claude-token-unseen').textContent).toContain(
    "you can't see its groups' variables",
  );
  await said({ ...change, delivery: { to: 'new_branch' } });
  expect(all('ask-claude-token-unseen')).toEqual([]);
});
