// Over 250 lines, because it is one table of faults, counted together at the end.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { faultAnswers, type Fault } from '../sandbox/faults.ts';
import { Ask } from './harness/Ask.ts';
import { startStage, type Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';
import { killWorker, workerOf } from './harness/worker.ts';

const POST = { method: 'POST', path: /\/pipeline$/ };
const LIST = { method: 'GET', path: /\/pipelines(\?|$)/ };
const EVERYTHING = { path: /^\/api\// };
/** Browsers send a request again by themselves, once for each connection that was kept open: a fault that shall reach them has to hit every try. */
const EACH_TRY = Infinity;

interface Case {
  name: string;
  /** Pipelines that live afterwards; null where chance decides whether one is made: the panel promises it then. */
  living: 0 | 1 | null;
  run(ask: Ask): Promise<void>;
  project?: string;
}

let stage: Stage;
const asked: { name: string; ask: Ask; living: number | null }[] = [];
/** What is only seen after a while: all of it waits at the same time. */
const later: { name: string; wait(): Promise<void> }[] = [];

beforeAll(async () => {
  stage = await startStage(inject('browser'), { user: 'mia' });
  stage.sandbox.state.settings.holdJobs = true;
  stage.sandbox.state.settings.pipelinesPerMinute = 1000;
});
afterAll(() => stage?.close());

/** Sends with a fault in store for the POST alone. */
async function sendInto(ask: Ask, fault: Fault, times = EACH_TRY): Promise<void> {
  await ask.panel.ready();
  stage.sandbox.faults.next(POST, fault, times);
  await ask.panel.send();
}

/** Nothing was made: it is said at once, and after 90 s the run is lost. */
async function isLostLater(name: string, ask: Ask): Promise<void> {
  expect(await ask.panel.errorKind()).toBe('answer_lost');
  expect((await ask.panel.newestRun('sending')).pipelineId).toBe('');
  later.push({ name, wait: async () => void (await ask.panel.newestRun('lost')) });
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

const EVERYWHERE: Case[] = [
  {
    name: 'the connection drops before anything was made',
    living: 0,
    async run(ask) {
      await sendInto(ask, { kind: 'drop' });
      await isLostLater(this.name, ask);
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
      await waitFor('the twin', () => ask.pipelines().length === 2);
      await ask.lives(1);
      // The answer that came names the twin; the listing after it, the one that stays.
      await waitFor(
        'the older one in the panel',
        async () => (await ask.known()) === ask.pipelines()[0],
      );
      expect(ask.living()).toEqual([ask.pipelines()[0]]);
    },
  },
  {
    name: '429 with Retry-After',
    living: 1,
    async run(ask) {
      await sendInto(ask, faultAnswers.rateLimited(2));
      await isSentAgain(ask);
    },
  },
  {
    name: '429 without Retry-After',
    living: 1,
    async run(ask) {
      await sendInto(ask, faultAnswers.rateLimited());
      await isSentAgain(ask);
    },
  },
  {
    name: '500 instead of a pipeline',
    living: 0,
    async run(ask) {
      await sendInto(ask, faultAnswers.serverError());
      await isLostLater(this.name, ask);
    },
  },
  {
    name: 'a page of 502 after the pipeline was made',
    living: 1,
    async run(ask) {
      await sendInto(ask, faultAnswers.badGateway(true));
      await isKnown(ask);
    },
  },
  {
    name: 'a sign-in page instead of JSON',
    living: 0,
    async run(ask) {
      await sendInto(ask, { kind: 'html' });
      await isLostLater(this.name, ask);
    },
  },
  {
    name: 'the answer is lost, and no listing either for a while',
    living: 1,
    async run(ask) {
      await ask.panel.ready();
      stage.sandbox.faults.next(LIST, faultAnswers.serverError(), Infinity);
      await sendInto(ask, { kind: 'handle-then-drop' });
      expect(await ask.panel.errorKind()).toBe('answer_lost');
      stage.sandbox.faults.clear();
      await isKnown(ask);
    },
  },
  {
    name: 'the answer is lost where pipelines carry no names',
    living: 1,
    project: 'acme/legacy',
    async run(ask) {
      await sendInto(ask, { kind: 'handle-then-drop' });
      await isKnown(ask);
    },
  },
  {
    name: 'two tabs with one draft, pressed at once',
    living: 1,
    async run(ask) {
      const other = await ask.secondTab(stage);
      await other.ready();
      await ask.page.bringToFront();
      await ask.panel.ready();
      const [here, there] = [
        await ask.panel.find('ask-claude-send'),
        await other.find('ask-claude-send'),
      ];
      // As a press of Enter on the focused button: a trusted click, without a tab in front.
      await Promise.all([here.focus(), there.focus()]);
      await Promise.all([ask.page.keyboard.press('Enter'), other.page.keyboard.press('Enter')]);
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
  {
    name: 'the pipeline is deleted',
    living: 0,
    async run(ask) {
      await ask.panel.send();
      await ask.known();
      ask.deletePipelines();
      await ask.panel.newestRun('lost');
    },
  },
  {
    name: 'the project is renamed while it runs',
    living: 1,
    async run(ask) {
      await ask.panel.send();
      await ask.known();
      const project = stage.sandbox.project('acme/webshop');
      project.path = 'store';
      ask.setJob('running');
      try {
        await ask.known('running');
      } finally {
        project.path = 'webshop';
      }
    },
  },
  {
    name: 'GitLab is down for a while',
    living: 1,
    async run(ask) {
      await ask.panel.send();
      await ask.known();
      stage.sandbox.faults.next(EVERYTHING, faultAnswers.badGateway(), Infinity);
      await waitFor('the error', async () => (await ask.panel.errorKind()) === 'network');
      ask.setJob('running');
      stage.sandbox.faults.clear();
      await ask.known('running');
    },
  },
];

const IN_CHROMIUM: Case[] = [
  {
    name: 'the worker is killed while the request is under way',
    living: 1,
    async run(ask) {
      await ask.panel.ready();
      const before = stage.sandbox.requests.length;
      stage.sandbox.faults.next(POST, { kind: 'latency', milliseconds: 2000 });
      await ask.panel.send();
      await waitFor('the request', () => stage.sandbox.faults.pending() === 0);
      await killWorker(stage.browser);
      await ask.known();
      const posts = stage.sandbox.requests
        .slice(before)
        .filter(({ method, path }) => method === 'POST' && path.endsWith('/pipeline'));
      expect(posts).toHaveLength(1);
    },
  },
  {
    name: 'the worker is killed at the press of Send',
    living: null,
    async run(ask) {
      await ask.panel.ready();
      await ask.panel.send();
      await killWorker(stage.browser);
      await waitFor(
        'what came of it',
        async () =>
          (await ask.panel.runs()).length > 0 ||
          (await ask.panel.peek('ask-claude-send', ':not(:disabled)')) !== null,
      );
      if ((await ask.panel.runs()).length > 0) {
        later.push({
          name: this.name,
          wait: async () =>
            void (await ask.panel.newestRun('created', 'waiting', 'running', 'lost')),
        });
      } else {
        // Nothing was stored, nothing was sent: the draft is as it was.
        expect(await ask.panel.words()).not.toBe('');
      }
    },
  },
  {
    name: 'the worker is killed while it follows',
    living: 1,
    async run(ask) {
      await ask.panel.send();
      await ask.known();
      await killWorker(stage.browser);
      ask.setJob('running');
      await ask.known('running');
    },
  },
  {
    name: 'the clock jumps an hour ahead while the answer is lost',
    living: 1,
    async run(ask) {
      await ask.panel.ready();
      stage.sandbox.faults.next(LIST, faultAnswers.serverError(), 1);
      await sendInto(ask, { kind: 'handle-then-drop' });
      const worker = await workerOf(stage.browser);
      await worker.evaluate(() => {
        const now = Date.now;
        Date.now = () => now() + 3_600_000;
      });
      await ask.known();
      await killWorker(stage.browser);
    },
  },
];

const CASES = inject('browser') === 'chromium' ? [...EVERYWHERE, ...IN_CHROMIUM] : EVERYWHERE;

test('a request that takes longer than a worker lives is begun', async () => {
  const milliseconds = inject('browser') === 'chromium' ? 45_000 : 30_000;
  const ask = await Ask.open(stage);
  const name = `an answer after ${milliseconds / 1000} s`;
  await sendInto(ask, { kind: 'latency', milliseconds }, 1);
  later.push({ name, wait: async () => void (await ask.known()) });
  asked.push({ name, ask, living: 1 });
  await waitFor('the request', () => stage.sandbox.faults.pending() === 0);
  expect((await ask.panel.newestRun('sending')).pipelineId).toBe('');
});

test('a run that waits longer than a worker lives is watched', async () => {
  const ask = await Ask.open(stage);
  await ask.panel.send();
  expect((await ask.known()).name).toContain('Ask Claude issue/');
  const since = Date.now();
  const name = 'a watched wait of 90 s';
  later.push({
    name,
    async wait() {
      await sleep(Math.max(0, since + 90_000 - Date.now()));
      ask.setJob('running');
      await ask.known('running');
    },
  });
  asked.push({ name, ask, living: 1 });
});

test.each(CASES)('$name', async (each) => {
  const ask = await Ask.open(stage, each.project);
  try {
    await each.run(ask);
  } finally {
    stage.sandbox.faults.clear();
  }
  if (each.living !== null) await ask.lives(each.living);
  expect(ask.living().length).toBeLessThanOrEqual(1);
  asked.push({ name: each.name, ask, living: each.living });
});

test('what takes longer ends as it should', { timeout: 240_000 }, async () => {
  const failed: string[] = [];
  for (const { name, wait } of later) {
    await wait().catch((error: unknown) => failed.push(`${name}: ${String(error)}`));
  }
  expect(failed).toEqual([]);
});

test('no pipeline that was promised is missing, and none lives twice', async () => {
  const counted = await Promise.all(
    asked.map(async ({ name, ask, living }) => ({
      name,
      promised: living ?? (await ask.promised()),
      living: ask.living().length,
    })),
  );
  const lost = counted.filter(({ promised, living }) => living < promised);
  const doubled = counted.filter(({ living }) => living > 1);
  console.log(`faults: ${counted.length}, lost ${lost.length}, two alive ${doubled.length}`);
  expect([lost, doubled, counted.filter(({ promised, living }) => living !== promised)]).toEqual([
    [],
    [],
    [],
  ]);
});
