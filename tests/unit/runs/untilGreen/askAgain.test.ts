import { expect, test, vi } from 'vitest';
import type { Preview } from '../../../../utils/preview/Preview.ts';
import { askAgain } from '../../../../utils/runs/untilGreen/askAgain.ts';
import type { UntilGreen } from '../../../../utils/runs/untilGreen/UntilGreen.ts';
import { aRun } from '../../fakes/aRun.ts';
import { fails, ok } from '../../fakes/fakeGitLab.ts';
import { samplePreview } from '../../components/samples.ts';
import { aGreen } from './aGreen.ts';

const unread = async () => fails('network');
type Deps = Parameters<typeof askAgain>[2];

/** Asks again with that preview; `stopped`: meanwhile the user has pressed Stop. */
async function again(
  preview: Partial<Preview> = {},
  green: Partial<UntilGreen> = {},
  stopped = false,
) {
  const untilGreen = aGreen({ phase: 'red', next: 'id', ...green });
  const run = aRun({ id: 'first', untilGreen });
  const send = vi.fn<Deps['send']>(async () => ok(run));
  const made = vi.fn<Deps['preview']>(async () => ok(samplePreview(preview)));
  const find = async () =>
    stopped ? aRun({ untilGreen: aGreen({ phase: 'ended', end: 'stopped' }) }) : run;
  const answer = await askAgain(run, untilGreen, { preview: made, find, send });
  return { answer, send, made };
}

test('the preset for failing pipelines is asked with at the merge request, under the id that was noted', async () => {
  const { answer, send, made } = await again();
  const page = expect.objectContaining({ type: 'merge_request', iid: 34 });
  const request = expect.objectContaining({ preset: 'fix-failing-pipeline', continues: 'first' });
  expect(made).toHaveBeenCalledWith(page, request, 'id');
  expect(send).toHaveBeenCalledWith(expect.objectContaining({ fixes: 'first' }), page);
  expect(answer).toMatchObject({ ok: true });
});

test('what is left of the cost is all that it may cost', async () => {
  const options = { model: 'claude-sonnet', max_cost_usd: 3 };
  const { made } = await again({}, { spentUsd: 4.25, request: { options } });
  expect(made).toHaveBeenCalledWith(
    expect.anything(),
    expect.objectContaining({ options: { model: 'claude-sonnet', max_cost_usd: 0.75 } }),
    'id',
  );
});

const unprotected = { name: 'ask-claude', kind: 'runner', unprotected: true, uncertain: false };
const otherJobs = [{ name: 'deploy', certain: true }];
test.each<[string, Partial<Preview>, Partial<UntilGreen>]>([
  ['jobs', { otherJobs }, {}],
  ['jobs', { otherJobs }, { jobs: ['test'] }],
  ['ref', { ref: unprotected as Preview['ref'] }, {}],
  ['ref', { ref: unprotected as Preview['ref'] }, { ref: 'another' }],
  ['confirm', { confirm: 'other_user' }, {}],
])(
  'nothing is sent that wants more than was accepted for the first ask: %s',
  async (end, ...of) => {
    const { answer, send } = await again(...of);
    expect(answer).toEqual({ end });
    expect(send).not.toHaveBeenCalled();
  },
);

test('what was accepted for the first ask holds for the further ones', async () => {
  const preview = { otherJobs, ref: unprotected as Preview['ref'] };
  const { send } = await again(preview, { jobs: ['deploy', 'test'], ref: 'ask-claude' });
  expect(send).toHaveBeenCalledOnce();
});

test('nothing is sent against a rule, nor once it was stopped', async () => {
  const failure = { kind: 'refused', reason: 'policy' } as const;
  expect(await again({ failure })).toMatchObject({ answer: { ok: false, failure } });
  const { answer, send } = await again({}, {}, true);
  expect(answer).toEqual({ end: 'stopped' });
  expect(send).not.toHaveBeenCalled();
});

test('a page that cannot be read is told of, and nothing is sent', async () => {
  const send = vi.fn<Deps['send']>(async () => ok(aRun()));
  const green = aGreen({ phase: 'red', next: 'id' });
  expect(
    await askAgain(aRun(), green, { preview: unread, find: async () => null, send }),
  ).toMatchObject({
    failure: { kind: 'network' },
  });
  expect(send).not.toHaveBeenCalled();
});
