import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Run } from '../../utils/runs/Run.ts';
import { ISSUE } from '../e2e/harness/flow.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

/** The run of an ask on the issue whose model does as these tell it, once it has ended. */
async function ended(...directives: Record<string, unknown>[]): Promise<Run> {
  const words = directives.map((directive) => `!model ${JSON.stringify(directive)}`).join(' \n');
  const tab = stage.open(ISSUE);
  return tab.sendToEnd(await tab.preview(words));
}

test('a job that answers is a run that is answered', async () => {
  expect(await ended({ say: 'It is **bold**.' })).toMatchObject({
    state: 'finished',
    outcome: { kind: 'answered', answer: 'It is **bold**.' },
  });
});

test('a job in which Claude says nothing is a run of which nothing came', async () => {
  expect(await ended({ say: '' })).toMatchObject({
    state: 'finished',
    outcome: { kind: 'nothing' },
  });
});

test('a job that ends at its limit is a run that says which', async () => {
  expect(await ended({ loop: 'src/cart.js' })).toMatchObject({
    state: 'finished',
    outcome: { kind: 'limit', limit: 'turns' },
  });
});

test.each([
  [401, 'sign_in'],
  [529, 'overloaded'],
])(
  'a job whose provider answers %i is a run that failed, with the cause',
  async (status, cause) => {
    expect(await ended({ http: status })).toMatchObject({
      state: 'failed',
      outcome: { kind: 'failed', cause },
    });
  },
);
