import { expect, it } from 'vitest';
import type { Run } from '../../../utils/runs/Run.ts';
import { createExample } from '../../../utils/setup/example/createExample.ts';

function start() {
  const runs: Run[] = [];
  const call = createExample({ answer: 'It is in src/cart.js.' }, (run) => runs.push(run));
  return { runs, call };
}

async function preview(call: ReturnType<typeof start>['call']) {
  const answer = await call('preview', { words: 'Why?', preset: 'ask', parts: {} });
  if (!answer.ok || !answer.value.ok) throw new Error(JSON.stringify(answer));
  return answer.value.value;
}

it('makes the real preview of a made-up issue, with nothing in the way of sending', async () => {
  const made = await preview(start().call);
  expect(made.failure).toBeUndefined();
  expect(made).toMatchObject({
    transport: 'inputs',
    otherJobs: [],
    ref: { name: 'ask-claude', unprotected: false },
  });
  const prompt = made.variables.find(({ key }) => key === 'AI_FLOW_INPUT')?.value;
  expect(prompt).toContain('Why?');
  expect(made.removals.map(({ kind }) => kind).toSorted()).toEqual(['hidden', 'secret']);
});

it('answers what is sent, once', async () => {
  const { call, runs } = start();
  const request = { previewId: (await preview(call)).id, acceptedJobs: false, acceptedRef: false };
  await call('send', request);
  await call('send', request);
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({ state: 'finished', outcome: { kind: 'answered' } });
});
