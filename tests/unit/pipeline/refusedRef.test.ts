import { describe, expect, test } from 'vitest';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { refusedRef } from '../../../utils/pipeline/refusedRef.ts';
import type { AskedRef } from '../../../utils/pipeline/rules/askedRefs.ts';
import { aBranch, aProject } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const REFUSAL = 'It is not a valid ref';

/** What is said of one asked ref, and what GitLab was asked for. */
async function said(
  asked: Partial<AskedRef>,
  answers: Partial<GitLab> = {},
): Promise<[refusal: string | null, calls: string[]]> {
  const gitLab = fakeGitLab(answers);
  const refusal = await refusedRef(gitLab, 5, [
    { project: null, ref: null, refusal: REFUSAL, ...asked },
  ]);
  return [refusal, gitLab.calls];
}

const found = { branch: async () => ok(aBranch('main')) };
const other = { project: async () => ok(aProject({ id: 9 })) };

describe('a ref of the project', () => {
  test('that is a branch is there, by its full name too', async () => {
    expect(await said({ ref: 'main' }, found)).toEqual([null, ['branch "main"']]);
    expect(await said({ ref: 'refs/heads/main' }, found)).toEqual([null, ['branch "main"']]);
  });

  test('that is a commit or a tag is there', async () => {
    const [refusal, calls] = await said({ ref: 'v1' }, { commitDiff: async () => ok([]) });
    expect([refusal, calls]).toEqual([null, ['branch "v1"', 'commitDiff "v1"']]);
  });

  test('that is none of them is missing', async () => {
    expect((await said({ ref: 'gone' }))[0]).toBe(REFUSAL);
  });

  test.each([
    ['a branch', { branch: async () => fails('network') }],
    ['a commit', { commitDiff: async () => fails('forbidden') }],
  ])('may be there where GitLab does not say whether it is %s', async (_, answers) => {
    expect((await said({ ref: 'gone' }, answers))[0]).toBeNull();
  });
});

describe('another project', () => {
  test('that is not there is missing, whatever ref is asked for', async () => {
    expect((await said({ project: 'acme/gone' }))[0]).toBe(REFUSAL);
    expect((await said({ project: 'acme/gone', ref: 'main' }, found))[0]).toBe(REFUSAL);
  });

  test('may be there where GitLab does not say', async () => {
    const answers = { project: async () => fails('forbidden') };
    expect((await said({ project: 'acme/shut' }, answers))[0]).toBeNull();
  });

  test('has its default branch', async () => {
    expect(await said({ project: 'acme/other' }, other)).toEqual([null, ['project']]);
  });

  test('is where the ref is looked for', async () => {
    const inOther: Partial<GitLab> = {
      ...other,
      branch: async (id) => (id === 9 ? ok(aBranch('main')) : fails('not_found')),
    };
    expect((await said({ project: 'acme/other', ref: 'main' }, inOther))[0]).toBeNull();
    expect((await said({ ref: 'main' }, inOther))[0]).toBe(REFUSAL);
  });
});

function missing(ref: string): AskedRef {
  return { project: null, ref, refusal: `no ${ref}` };
}

describe('of several refs', () => {
  test('the first that is missing is told', async () => {
    const answers: Partial<GitLab> = {
      branch: async (_, name) => (name === 'a' ? ok(aBranch('a')) : fails('not_found')),
    };
    const asked = [missing('a'), missing('b'), missing('c')];
    expect(await refusedRef(fakeGitLab(answers), 5, asked)).toBe('no b');
    expect(await refusedRef(fakeGitLab(), 5, [])).toBeNull();
  });

  test('each is asked for once, and six at most', async () => {
    const gitLab = fakeGitLab(found);
    await refusedRef(gitLab, 5, [...'aabcdefgh'].map(missing));
    expect(gitLab.calls).toEqual([...'abcdef'].map((ref) => `branch "${ref}"`));
  });
});
