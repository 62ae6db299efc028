import { describe, expect, test } from 'vitest';
import type { Lint } from '../../../utils/gitlab/entities.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import { type AskLint, lintFile } from '../../../utils/pipeline/lintFile.ts';
import { aBranch } from '../fakes/entities.ts';
import { fails, ok } from '../fakes/fakeGitLab.ts';

const RUNNER = 'spec:\n  inputs:\n    input: {default: ""}\n---\nclaude:\n  script: [claude]\n';
const MAIN = 'test:\n  script: [make]\n';
const lintOf = (merged_yaml: string): Lint => ({ valid: true, errors: [], merged_yaml });

/** What is answered to a ref and to a text, and how often each was asked for. */
function lints(answers: { ref: Result<Lint>; content: Result<Lint> }) {
  const asked: string[] = [];
  const lint: AskLint = async (target) => {
    const kind = 'ref' in target ? 'ref' : 'content';
    asked.push('content' in target ? target.content : target.ref);
    return answers[kind];
  };
  return { asked, lint };
}

const claude = lintOf('---\nclaude:\n  script:\n  - claude\n');
const runner = aBranch('ask-claude');

describe('the file of a branch', () => {
  test('is linted where it lies, by one request', async () => {
    const { asked, lint } = lints({ ref: ok(claude), content: fails('forbidden') });
    expect(await lintFile(lint, runner, { rootFile: RUNNER, text: null })).toEqual(ok(claude));
    expect(asked).toEqual(['ask-claude']);
  });

  test.each([
    ['another file', ok(lintOf(MAIN))],
    ['nothing, since the other file is wrong', ok({ valid: false, errors: ['wrong'] })],
  ])('is linted by its text where GitLab ignores the branch and merges %s', async (_what, ref) => {
    const { asked, lint } = lints({ ref, content: ok(claude) });
    expect(await lintFile(lint, runner, { rootFile: RUNNER, text: null })).toEqual(ok(claude));
    expect(asked).toEqual(['ask-claude', RUNNER]);
  });

  test('that is the default one is never taken for another', async () => {
    const { asked, lint } = lints({ ref: ok(claude), content: fails('forbidden') });
    await lintFile(lint, aBranch('main'), { rootFile: MAIN, text: null });
    expect(asked).toEqual(['main']);
  });

  test('may have its includes merged away', async () => {
    const { asked, lint } = lints({ ref: ok(claude), content: fails('forbidden') });
    await lintFile(lint, runner, { rootFile: 'include: [{local: /jobs.yml}]\n', text: null });
    expect(asked).toEqual(['ask-claude']);
  });
});

test('a text in its place is linted instead', async () => {
  const { asked, lint } = lints({ ref: fails('not_found'), content: ok(claude) });
  await lintFile(lint, runner, { rootFile: RUNNER, text: MAIN });
  expect(asked).toEqual([MAIN]);
});
