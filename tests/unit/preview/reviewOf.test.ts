import { expect, test } from 'vitest';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import { aContext, aLint, anItem, aPart } from '../fakes/aGathered.ts';
import { runnerMerged } from '../fakes/ciFiles.ts';
import { mergeRequestPage } from '../fakes/entities.ts';
import { ok } from '../fakes/fakeGitLab.ts';
import { foreign, made, valueOf, type Given } from '../pipeline/makeAsk.ts';

const REVIEW = '{\n "head": "c0ffee"\n}';

function posted(more: Given = {}, review: Result<string> = ok(REVIEW)) {
  const { request, ...rest } = more;
  return made({ page: mergeRequestPage, review, request: { words: '', ...request }, ...rest });
}

test('a review that the job posts goes along as it is, marked, in the place of a prompt', async () => {
  const preview = await posted();
  expect(preview.failure).toBeUndefined();
  expect(valueOf(preview, 'AI_FLOW_INPUT')).toBe(REVIEW);
  expect(valueOf(preview, 'AI_FLOW_MODE')).toBe('ask');
  expect(JSON.parse(valueOf(preview, 'AI_FLOW_CONTEXT')).ask_claude).toEqual({
    version: 1,
    reply: 'note',
    private: false,
    untrusted: true,
    post_review: true,
  });
  expect(preview).toMatchObject({ reply: 'review', parts: [] });
});

test('no comment says that Claude is at work, whatever the project wants of answers', async () => {
  const preview = await posted({ reply: 'none', gathered: { acknowledge: true } });
  expect(preview).toMatchObject({ reply: 'review' });
  expect(preview.acknowledges).toBeUndefined();
  expect(valueOf(preview, 'AI_FLOW_CONTEXT')).toContain('"post_review":true');
});

const old = runnerMerged.replaceAll(/ASK_CLAUDE_JOB=\d+/g, 'ASK_CLAUDE_JOB=9');
const none: Result<string> = { ok: false, failure: { kind: 'refused', reason: 'review_none' } };
const secret = aContext({ private: true, parts: [aPart('description', anItem('x'))] });
test.each<[string, string, Given, Result<string>?]>([
  ['the job is older', 'review_old_job', { gathered: { lint: async () => ok(aLint(old)) } }],
  ['the job is the project’s own', 'review_other_job', { gathered: foreign }],
  ['nothing is ticked', 'review_none', {}, none],
  ['the page is confidential', 'answer_private', { gathered: { context: secret } }],
  ['words stand in the box', 'review_words', { request: { words: 'And be quick.' } }],
  ['an organisation lets less out', 'words_too_long', { request: { most: 10 } }],
])('in its way stands that %s: %s', async (_, reason, given, review) => {
  expect((await posted(given, review)).failure).toMatchObject({ kind: 'refused', reason });
});
