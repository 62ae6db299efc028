import { expect, test } from 'vitest';
import type { Run } from '../../../../utils/runs/Run.ts';
import type { UntilGreen } from '../../../../utils/runs/untilGreen/UntilGreen.ts';
import { sampleOutcome } from '../../components/samples.ts';
import { after, aRun } from '../../fakes/aRun.ts';
import { aPipeline } from '../../fakes/entities.ts';
import { fails, ok } from '../../fakes/fakeGitLab.ts';
import { aGreen, HEAD } from './aGreen.ts';
import { lookOnce, type Circumstances } from './lookOnce.ts';

/** An ask that pushed, for so many dollars. */
const pushed = (id: string, costUsd: number | null): Run =>
  aRun({
    id,
    state: 'finished',
    pipelineId: 55,
    outcome: sampleOutcome({
      kind: 'changed',
      commits: [HEAD],
      mergeRequest: { iid: 34, webUrl: 'https://gitlab.test/git/acme/webshop/-/merge_requests/34' },
      costUsd,
    }),
  });
const running = {
  mergeRequestPipelines: async () => ok([aPipeline(60, { status: 'running', sha: HEAD })]),
};

test('the pipeline of the first ask’s push is looked at as soon as that has ended', async () => {
  const { green, asked } = await lookOnce(
    { phase: 'asked', commits: [], arrived: false },
    { run: pushed('first', 0.5), answers: running },
  );
  expect(green).toMatchObject({ phase: 'pushed', pipeline: { id: 60 }, commits: [HEAD] });
  expect(green).toMatchObject({ pushedAt: after(10), spentUsd: 0.5 });
  expect(asked).toBe(0);
});

test.each<[string, Partial<UntilGreen>, Circumstances]>([
  ['the first ask', { phase: 'asked' }, { run: { state: 'running' } }],
  [
    'a further ask',
    { phase: 'fixing', fixes: ['fix'] },
    { run: pushed('first', 0.5), others: [aRun({ id: 'fix', state: 'running' })] },
  ],
])('as long as %s is under way, nothing else is read', async (_, before, circumstances) => {
  const { green, read } = await lookOnce(before, circumstances);
  expect(green).toEqual(aGreen(before));
  expect(read).toEqual([]);
});

test('the costs of all asks are added, as far as they are known', async () => {
  const others = [pushed('one', null), pushed('two', 0.25), aRun({ id: 'bare', state: 'failed' })];
  const { green } = await lookOnce(
    { phase: 'fixing', fixes: ['bare', 'erased', 'one', 'two'] },
    { run: pushed('first', 0.5), others, answers: running },
  );
  expect(green).toMatchObject({ phase: 'pushed', spentUsd: 0.75, after: 55 });
});

test('once an ask has failed, no pipeline is looked at', async () => {
  const { green, read } = await lookOnce(
    { phase: 'fixing', fixes: ['fix'] },
    { others: [aRun({ id: 'fix', state: 'failed' })] },
  );
  expect(green).toMatchObject({ phase: 'ended', end: 'failed' });
  expect(read).toEqual([]);
});

test('it is stopped by erasing the further ask that is under way', async () => {
  const { green } = await lookOnce({ phase: 'fixing', fixes: ['erased'] });
  expect(green).toMatchObject({ phase: 'ended', end: 'stopped' });
});

test('erasing a further ask that has pushed stops nothing', async () => {
  const { green } = await lookOnce({ fixes: ['erased'] }, { answers: running });
  expect(green).toMatchObject({ phase: 'pushed', pipeline: { id: 60 } });
});

test.each<[string, Partial<UntilGreen>, Circumstances]>([
  ['the first ask ended', { phase: 'asked' }, {}],
  ['a further ask went out', { phase: 'red', next: 'sent' }, { others: [aRun({ id: 'sent' })] }],
  ['its pipeline went red', {}, {}],
])('of a run that is erased when %s, nothing is asked', async (_, before, circumstances) => {
  const { asked } = await lookOnce(before, { ...circumstances, erased: true });
  expect(asked).toBe(0);
});

test('an ask that went out before the worker ended is not sent again', async () => {
  const { green, asked } = await lookOnce(
    { phase: 'red', next: 'sent' },
    { others: [aRun({ id: 'sent' })] },
  );
  expect(green).toMatchObject({ phase: 'fixing', fixes: ['sent'] });
  expect(asked).toBe(0);
});

test('one that did not go out is sent under the id that was noted', async () => {
  const { green, asked } = await lookOnce({ phase: 'red', next: 'noted' });
  expect(green?.fixes).toEqual(['noted']);
  expect(asked).toBe(1);
});

test.each<[string, NonNullable<Circumstances['answer']>, Partial<UntilGreen>]>([
  ['wants more than was accepted', { end: 'jobs' }, { end: 'jobs' }],
  ['is refused by GitLab', fails('forbidden'), { end: 'refused', failure: 'forbidden' }],
  ['is against a rule', fails('refused', { reason: 'policy' }), { end: 'policy' }],
])('a further ask that %s ends it', async (_, answer, expected) => {
  const { green } = await lookOnce({}, { answer });
  expect(green).toMatchObject({ phase: 'ended', fixes: [], ...expected });
});

test('a further ask that does not get through is tried again under the same id', async () => {
  const { green } = await lookOnce({ phase: 'red', next: 'noted' }, { answer: fails('network') });
  expect(green).toMatchObject({ phase: 'red', next: 'noted', fixes: [] });
});

test('a further ask whose answer was lost is not sent again', async () => {
  const { green } = await lookOnce({}, { answer: fails('answer_lost'), sent: true });
  expect(green).toMatchObject({ phase: 'fixing' });
});
