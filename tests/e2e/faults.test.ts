import { expect, inject, test } from 'vitest';
import { faultAnswers, type Fault } from '../sandbox/faults.ts';
import { Ask } from './harness/Ask.ts';
import { type Asked, countFaults } from './harness/countFaults.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

const POST = { method: 'POST', path: /\/pipeline$/ };
/** Browsers send a request again by themselves, once for each connection that was kept open: a fault that shall reach them has to hit every try. */
const EACH_TRY = Infinity;

interface Case {
  name: string;
  /** Pipelines that live afterwards. */
  living: 0 | 1;
  /** Our own code alone: Firefox need not show it once more. */
  isOurs?: true;
  run(ask: Ask): Promise<void>;
}

let stage: Stage;
const asked: Asked[] = [];

shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ user: 'mia' });
  stage.sandbox.state.settings.holdJobs = true;
  stage.sandbox.state.settings.pipelinesPerMinute = 1000;
});

/** Sends with a fault in store for the POST alone. */
async function sendInto(ask: Ask, fault: Fault, times = EACH_TRY): Promise<void> {
  await ask.panel.ready();
  stage.sandbox.faults.next(POST, fault, times);
  await ask.panel.send();
}

/** GitLab's no is definite: it is shown, and the draft can be sent again. */
async function isSentAgain(ask: Ask): Promise<void> {
  expect(await ask.panel.errorKind()).toBe('rate_limited');
  expect(ask.pipelines()).toEqual([]);
  stage.sandbox.faults.clear();
  await ask.panel.send();
  await ask.known();
}

async function isKnown(ask: Ask): Promise<void> {
  await ask.known();
  expect(await ask.panel.peek('ask-claude-error')).toBeNull();
}

/** What only a browser shows: its own repetitions, two tabs, a press in the middle. All other faults are proved in Node (`tests/background`). */
const EVERY_CASE: Case[] = [
  {
    name: 'the connection drops before anything was made',
    living: 0,
    // That it is lost after 90 s is proved in Node, where the clock can be moved.
    async run(ask) {
      await sendInto(ask, { kind: 'drop' });
      expect(await ask.panel.errorKind()).toBe('answer_lost');
      expect((await ask.panel.newestRun('sending')).pipelineId).toBe('');
    },
  },
  {
    name: 'the connection drops after the pipeline was made',
    living: 1,
    async run(ask) {
      await sendInto(ask, { kind: 'handle-then-drop' });
      await isKnown(ask);
    },
  },
  {
    name: 'a connection kept alive closes before the answer, and the browser itself sends again',
    living: 1,
    async run(ask) {
      // What was just read over it is still open.
      await sendInto(ask, { kind: 'handle-then-drop' }, 1);
      await waitFor('the duplicate', () => ask.pipelines().length === 2);
      await ask.lives(1);
      // The answer that came names the duplicate; the listing after it, the one that stays.
      await waitFor(
        'the older one in the panel',
        async () => (await ask.known()) === ask.pipelines()[0],
      );
      expect(ask.living()).toEqual([ask.pipelines()[0]]);
    },
  },
  {
    name: 'GitLab says 429, and the draft is sent again',
    living: 1,
    isOurs: true,
    async run(ask) {
      await sendInto(ask, faultAnswers.rateLimited());
      await isSentAgain(ask);
    },
  },
  {
    name: 'two tabs with one draft, the second pressed while the first is being sent',
    living: 1,
    async run(ask) {
      const other = await ask.secondTab(stage);
      await other.ready();
      await ask.page.bringToFront();
      await ask.panel.ready();
      stage.sandbox.faults.next(POST, { kind: 'latency', milliseconds: 3000 });
      await ask.panel.send();
      await other.page.bringToFront();
      const send = await other.peek(
        'ask-claude-send',
        ':not(:disabled):not([aria-disabled="true"])',
      );
      // It may have learned already that its draft is on its way: then there is nothing to press.
      await send?.click();
      await waitFor('a run in both tabs', async () => {
        const seen = await Promise.all([ask.panel.runs(), other.runs()]);
        return seen.every(([run]) => run !== undefined && run.pipelineId !== '');
      });
      expect(ask.pipelines()).toHaveLength(1);
    },
  },
  {
    name: 'cancelled while it is being sent',
    living: 0,
    isOurs: true,
    async run(ask) {
      await ask.panel.ready();
      stage.sandbox.faults.next(POST, { kind: 'latency', milliseconds: 3000 });
      await ask.panel.send();
      await (await ask.panel.find('ask-claude-cancel')).click();
      await ask.panel.newestRun('canceling', 'cancelled');
      await ask.lives(0);
      expect(ask.pipelines()).toHaveLength(1);
    },
  },
];

const CASES = EVERY_CASE.filter(({ isOurs }) => !isOurs || inject('browser') === 'chromium');

test.each(CASES)('$name', async ({ name, living, run }) => {
  const ask = await Ask.open(stage);
  try {
    await run(ask);
  } finally {
    stage.sandbox.faults.clear();
  }
  await ask.lives(living);
  expect(ask.pipelines().length).toBeGreaterThanOrEqual(living);
  asked.push({ name, ask, living });
});

test('no pipeline that was promised is missing, and none lives twice', () => {
  expect(countFaults(asked)).toEqual({ faults: CASES.length, lost: [], doubled: [] });
});
