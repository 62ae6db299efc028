// Over 250 lines, because it is one table of faults, counted together at the end.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { browser } from 'wxt/browser';
import type { Failure } from '../../utils/gitlab/Failure.ts';
import type { Run, RunState } from '../../utils/runs/Run.ts';
import { faultAnswers, type Fault } from '../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox.ts';
import type { Pipeline, Project } from '../sandbox/state/State.ts';
import { Background } from './harness/Background.ts';
import { Panel } from './harness/Panel.ts';

const POST = { method: 'POST', path: /\/pipeline$/ };
const LIST = { method: 'GET', path: /\/pipelines(\?|$)/ };
const EVERYTHING = { path: /^\/api\// };
const LOST_AFTER_MS = 90_000;
const ENDED = new Set(['success', 'failed', 'canceled', 'canceling', 'skipped']);
const HELD: RunState[] = ['created', 'waiting', 'running'];

let sandbox: Sandbox;
let background: Background;
const asked: { name: string; ask: Ask; living: number }[] = [];
let lastIid = 1000;

beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.state.settings.holdJobs = true;
  sandbox.state.settings.pipelinesPerMinute = 1000;
});
afterAll(() => sandbox?.stop());
beforeEach(async () => {
  background = await Background.start(sandbox, 'mia');
});
afterEach(async () => {
  sandbox.faults.clear();
  await background.end();
});

/** One ask on an issue of its own, and the pipelines that came of it. */
class Ask {
  readonly panel: Panel;
  readonly project: Project;
  readonly path: string;
  readonly #resource: string;

  constructor(projectPath: string) {
    this.project = sandbox.project(projectPath);
    const like = this.project.issues.find(({ iid }) => iid === 12);
    if (!like) throw new Error(`${projectPath} has no issue 12.`);
    const iid = (lastIid += 1);
    this.project.issues.push({ ...structuredClone(like), id: 100_000 + iid, iid });
    this.#resource = `issue/${iid}`;
    this.path = `/${projectPath}/-/work_items/${iid}`;
    this.panel = new Panel(background, this.path);
  }

  async preview(panel = this.panel): Promise<string> {
    const preview = await panel.preview(`Why? ${this.#resource}`);
    if (!preview.ok) throw new Error(`No preview: ${JSON.stringify(preview.failure)}`);
    return preview.value.id;
  }

  /** Sends with a fault in store for the POST alone, and gives what GitLab's answer came to. */
  async sendInto(fault: Fault | null, times = 1): Promise<Failure | undefined> {
    const id = await this.preview();
    if (fault) sandbox.faults.next(POST, fault, times);
    const sent = await this.panel.send(id);
    return sent.ok ? sent.value.failure : sent.failure;
  }

  pipelines(): Pipeline[] {
    return this.project.pipelines.filter(
      ({ name, variables }) =>
        name?.startsWith(`Ask Claude ${this.#resource} `) === true ||
        variables.some(({ key, value }) => key === 'AI_FLOW_RESOURCE' && value === this.#resource),
    );
  }

  living(): Pipeline[] {
    return this.pipelines().filter(({ jobs }) => jobs.some(({ status }) => !ENDED.has(status)));
  }

  /** The panel's run, once it has one of these states. */
  run(...states: RunState[]): Promise<Run> {
    return background.until(`a run that is ${states.join(' or ')}`, () => {
      const [run] = this.panel.runs;
      return run !== undefined && states.includes(run.state) && run;
    });
  }

  /** The run's pipeline, once the panel knows it. */
  async known(...states: RunState[]): Promise<Pipeline> {
    const run = await this.run(...(states.length > 0 ? states : HELD));
    const pipeline = this.pipelines().find(({ id }) => id === run.pipelineId);
    if (!pipeline) throw new Error(`There is no pipeline ${run.pipelineId}.`);
    return pipeline;
  }

  /** As a runner would. */
  start(): void {
    for (const { jobs } of this.living()) for (const job of jobs) job.status = 'running';
  }
}

interface Case {
  name: string;
  /** Pipelines that live afterwards. */
  living: 0 | 1;
  run(ask: Ask): Promise<void>;
  project?: string;
}

/** Nothing was made: it is said at once, and after 90 s, not before and not much later, the run is lost. */
async function isLost(ask: Ask, failure: Failure | undefined): Promise<void> {
  expect(failure).toMatchObject({ kind: 'answer_lost' });
  expect(await ask.run('sending')).not.toHaveProperty('pipelineId');
  const run = await ask.run('lost');
  const waited = Date.parse(run.finishedAt ?? '') - Date.parse(run.createdAt);
  expect(waited).toBeGreaterThanOrEqual(LOST_AFTER_MS);
  expect(waited).toBeLessThan(LOST_AFTER_MS + 30_000);
}

/** GitLab's no is definite, and the draft can be sent again. */
async function isSentAgain(ask: Ask, failure: Failure | undefined): Promise<void> {
  expect(failure).toMatchObject({ kind: 'rate_limited' });
  expect(ask.pipelines()).toEqual([]);
  expect(await ask.sendInto(null)).toBeUndefined();
  await ask.known();
}

/** It was made, and is found by its name. */
async function isKnown(ask: Ask, failure: Failure | undefined): Promise<void> {
  expect(failure).toBeUndefined();
  await ask.known();
}

const CASES: Case[] = [
  {
    name: 'the connection drops before anything was made',
    living: 0,
    run: async (ask) => isLost(ask, await ask.sendInto({ kind: 'drop' })),
  },
  {
    name: 'the connection drops after the pipeline was made',
    living: 1,
    run: async (ask) => isKnown(ask, await ask.sendInto({ kind: 'handle-then-drop' })),
  },
  {
    name: '429 with Retry-After',
    living: 1,
    run: async (ask) => isSentAgain(ask, await ask.sendInto(faultAnswers.rateLimited(2))),
  },
  {
    name: '429 without Retry-After',
    living: 1,
    run: async (ask) => isSentAgain(ask, await ask.sendInto(faultAnswers.rateLimited())),
  },
  {
    name: '500 instead of a pipeline',
    living: 0,
    run: async (ask) => isLost(ask, await ask.sendInto(faultAnswers.serverError())),
  },
  {
    name: 'a page of 502 after the pipeline was made',
    living: 1,
    run: async (ask) => isKnown(ask, await ask.sendInto(faultAnswers.badGateway(true))),
  },
  {
    name: 'a sign-in page instead of JSON',
    living: 0,
    run: async (ask) => isLost(ask, await ask.sendInto({ kind: 'html' })),
  },
  {
    name: 'the answer is lost, and no listing either for a while',
    living: 1,
    async run(ask) {
      const id = await ask.preview();
      sandbox.faults.next(LIST, faultAnswers.serverError(), 3);
      sandbox.faults.next(POST, { kind: 'handle-then-drop' });
      const sent = await ask.panel.send(id);
      expect(sent).toMatchObject({ ok: true, value: { failure: { kind: 'answer_lost' } } });
      await ask.known();
    },
  },
  {
    name: 'the answer is lost where pipelines carry no names',
    living: 1,
    project: 'acme/legacy',
    run: async (ask) => isKnown(ask, await ask.sendInto({ kind: 'handle-then-drop' })),
  },
  {
    name: 'two tabs with one draft, sent at once',
    living: 1,
    async run(ask) {
      const other = new Panel(background, ask.path);
      const ids = [await ask.preview(), await ask.preview(other)];
      const sent = await Promise.all([ask.panel.send(ids[0] ?? ''), other.send(ids[1] ?? '')]);
      expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
      await ask.known();
      expect(other.runs.map(({ pipelineId }) => pipelineId)).toEqual(
        ask.pipelines().map(({ id }) => id),
      );
    },
  },
  {
    name: 'cancelled while it is being sent',
    living: 0,
    async run(ask) {
      const id = await ask.preview();
      sandbox.faults.next(POST, { kind: 'latency', milliseconds: 500 });
      const sent = ask.panel.send(id);
      const run = await ask.run('sending');
      expect(await ask.panel.cancel(run.id)).toEqual({ ok: true, value: null });
      await sent;
      await ask.run('canceling', 'cancelled');
      await background.until('no living pipeline', () => ask.living().length === 0);
      expect(ask.pipelines()).toHaveLength(1);
    },
  },
  {
    name: 'the pipeline is deleted',
    living: 0,
    async run(ask) {
      await ask.sendInto(null);
      const pipeline = await ask.known();
      ask.project.pipelines = ask.project.pipelines.filter((one) => one !== pipeline);
      await ask.run('lost');
    },
  },
  {
    name: 'the project is renamed while it runs',
    living: 1,
    async run(ask) {
      await ask.sendInto(null);
      await ask.known();
      ask.project.path = 'store';
      ask.start();
      try {
        await ask.run('running');
      } finally {
        ask.project.path = 'webshop';
      }
    },
  },
  {
    name: 'GitLab is down for a while',
    living: 1,
    async run(ask) {
      await ask.sendInto(null);
      await ask.known();
      sandbox.faults.next(EVERYTHING, faultAnswers.badGateway(), Infinity);
      await background.until('the failure', () => ask.panel.runs[0]?.failure?.kind === 'network');
      ask.start();
      sandbox.faults.clear();
      expect(await ask.run('running')).not.toHaveProperty('failure');
    },
  },
  {
    name: 'a watched wait of 90 s',
    living: 1,
    async run(ask) {
      await ask.sendInto(null);
      await ask.known();
      const since = background.clock.now();
      await background.until('90 s', () => background.clock.now() - since > 90_000);
      ask.start();
      await ask.known('running');
    },
  },
  {
    name: 'the clock jumps an hour ahead while the answer is lost',
    living: 1,
    async run(ask) {
      const id = await ask.preview();
      sandbox.faults.next(LIST, faultAnswers.serverError(), 1);
      sandbox.faults.next(POST, { kind: 'handle-then-drop' });
      await ask.panel.send(id);
      background.clock.move(3_600_000);
      await ask.known();
    },
  },
  {
    name: 'another background takes over after a request that made nothing',
    living: 0,
    async run(ask) {
      const failure = await ask.sendInto({ kind: 'drop' });
      await background.restart();
      ask.panel.watch();
      await isLost(ask, failure);
    },
  },
  {
    name: 'another background takes over while the answer is lost',
    living: 1,
    async run(ask) {
      const id = await ask.preview();
      sandbox.faults.next(LIST, faultAnswers.serverError(), 3);
      sandbox.faults.next(POST, { kind: 'handle-then-drop' });
      await ask.panel.send(id);
      await background.restart();
      ask.panel.watch();
      await ask.known();
    },
  },
  {
    name: 'the browser is started again and restores the tab, with no alarm and no session left, as Firefox has it',
    living: 1,
    async run(ask) {
      const id = await ask.preview();
      await ask.panel.send(id);
      await ask.known();
      await browser.alarms.clearAll();
      await browser.storage.session.clear();
      await background.restart();
      const again = await ask.panel.send(id);
      expect(again.ok).toBe(false);
      ask.panel.watch();
      ask.start();
      await ask.known('running');
    },
  },
];

test.each(CASES)('$name', async ({ name, living, run, project = 'acme/webshop' }) => {
  const ask = new Ask(project);
  await run(ask);
  await background.until(`${living} living pipelines`, () => ask.living().length === living);
  expect(ask.living()).toHaveLength(living);
  asked.push({ name, ask, living });
});

test('no pipeline that was promised is missing, and none lives twice', () => {
  const counted = asked.map(({ name, ask, living }) => ({
    name,
    promised: living,
    living: ask.living().length,
  }));
  const lost = counted.filter(({ promised, living }) => living < promised);
  const doubled = counted.filter(({ living }) => living > 1);
  console.log(`faults: ${counted.length}, lost ${lost.length}, two alive ${doubled.length}`);
  expect(counted).toHaveLength(CASES.length);
  expect([lost, doubled]).toEqual([[], []]);
});
