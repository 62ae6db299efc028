// Over 250 lines, because server, browser and worker share one clock.
import type { Pipeline } from '../../../utils/gitlab/entities.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { createFollowing, type Following } from '../../../utils/messages/followOpenRuns.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { defuseAnswer } from '../../../utils/runs/defuseAnswer.ts';
import { isOpen, type Run } from '../../../utils/runs/Run.ts';
import { createRunner, type RunService } from '../../../utils/runs/runner.ts';
import { isAlive } from '../../../utils/runs/stateOfStatus.ts';
import { aRun, NAME, REQUEST_ID, START } from '../fakes/aRun.ts';
import { aJob, aPipeline, aProject, issuePage } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

/** What goes wrong, and when; times are milliseconds since the press of Send. */
export interface Schedule {
  /** When each pipeline is made that the one request leads to: browsers may send it twice. */
  madeAt: number[];
  answer: { at: number; is: 'given' | 'lost' | 'refused' };
  outages: {
    from: number;
    lasts: number;
    what: 'everything' | 'listing' | 'jobs' | 'cancelling';
  }[];
  /** The worker ends at these of its steps, counted from its start; before the step is done or after. */
  deaths: { step: number; done: boolean }[];
  cancelAt: number | null;
  watched: { from: number; lasts: number } | null;
  jobTakes: number;
  named: boolean;
}

const ALARM_EVERY = 30_000;
/** Microtasks are all that a worker's steps take here: this lets them end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A GitLab, a browser and its mortal worker on a clock that only tests move. */
export class FaultWorld {
  now = 0;
  readonly made: { pipeline: Pipeline; at: number; cancelled: boolean }[] = [];
  posts = 0;
  requests = 0;
  readonly #schedule: Schedule;
  readonly #runs = new Map<string, Run>();
  #preview: StoredPreview | null;
  readonly #events: { at: number; happen(): void; worker: number | null }[] = [];
  #alarm: number | null = null;
  #worker = 0;
  #steps = 0;
  #deaths: Schedule['deaths'];
  #runner: RunService | null = null;
  #following: Following | null = null;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#deaths = [...schedule.deaths];
    const run = aRun({ named: schedule.named, createdAt: '' });
    // Only what the runner reads of a preview.
    this.#preview = {
      id: 'preview',
      page: issuePage,
      ref: { name: 'ask-claude', unprotected: false },
      otherJobs: [],
      order: { ref: 'ask-claude' },
      run,
    } as unknown as StoredPreview;
  }

  get run(): Run | undefined {
    return this.#runs.get(REQUEST_ID);
  }

  get living(): Pipeline[] {
    return this.made.map((one) => this.#seen(one)).filter(({ status }) => isAlive(status));
  }

  /** Presses Send, and lets everything happen until then. */
  async playUntil(end: number): Promise<void> {
    const { cancelAt, watched } = this.#schedule;
    this.#at(0, () => void this.#send());
    if (cancelAt !== null) this.#at(cancelAt, () => void this.#awake().cancel(REQUEST_ID));
    if (watched) this.#at(watched.from, () => this.#watch(watched.lasts));
    for (;;) {
      const next = this.#next();
      if (next === null || next.at > end) break;
      this.now = Math.max(this.now, next.at);
      next.happen();
      await settle();
    }
    this.now = end;
  }

  #at(at: number, happen: () => void, worker: number | null = null): void {
    this.#events.push({ at, happen, worker });
  }

  #next(): { at: number; happen(): void } | null {
    this.#events.sort((one, other) => one.at - other.at);
    while (this.#events[0] && this.#events[0].worker !== null) {
      if (this.#events[0].worker === this.#worker) break;
      this.#events.shift();
    }
    const [event] = this.#events;
    const alarm = this.#alarm;
    if (alarm !== null && (event === undefined || alarm < event.at)) {
      this.#alarm = alarm + ALARM_EVERY;
      return { at: alarm, happen: () => this.#ring() };
    }
    return this.#events.shift() ?? null;
  }

  #ring(): void {
    this.#awake();
    this.#following?.ring();
  }

  #watch(lasts: number): void {
    this.#awake();
    const leave = this.#following?.watch();
    this.#at(this.now + lasts, () => leave?.(), this.#worker);
  }

  async #send(): Promise<void> {
    const runner = this.#awake();
    const arrived = await this.#following?.expect();
    await runner.send({ previewId: 'preview', acceptedJobs: false, acceptedRef: false }, issuePage);
    arrived?.();
  }

  /** The worker, started anew where the last one has ended. */
  #awake(): RunService {
    if (this.#runner) return this.#runner;
    const worker = this.#worker;
    this.#steps = 0;
    this.#runner = createRunner({
      gitLabFor: async () => ok(this.#gitLab(worker)),
      runs: {
        list: () => this.#step(worker, () => [...this.#runs.values()]),
        save: (run) => this.#step(worker, () => void this.#runs.set(run.id, structuredClone(run))),
        erase: () => Promise.reject(new Error('No schedule forgets a run.')),
      },
      previewAgain: () => Promise.reject(new Error('No run here goes on by itself.')),
      previews: {
        find: () => this.#step(worker, () => this.#preview),
        take: () =>
          this.#step(worker, () => {
            const taken = this.#preview;
            this.#preview = null;
            return taken;
          }),
      },
      policyFailure: async () => null,
      triggerToken: async () => null,
      defuse: async (answer, origin) => defuseAnswer(answer, origin),
      quietUntil: async () => 0,
      now: () => START + this.now,
    });
    const runner = this.#runner;
    this.#following = createFollowing({
      follow: () => runner.follow(),
      setAlarm: (on) =>
        this.#step(worker, () => {
          this.#alarm = on ? (this.#alarm ?? this.now + ALARM_EVERY) : null;
        }),
      setTimer: (job, milliseconds) => {
        const event = { at: this.now + milliseconds, happen: job, worker };
        this.#events.push(event);
        return () => {
          event.worker = -1;
        };
      },
    });
    this.#following.start();
    return runner;
  }

  /** One thing that the worker does; it may be its last, and then nobody hears of it. */
  async #step<Value>(worker: number, act: () => Value | Promise<Value>): Promise<Value> {
    const never = new Promise<never>(() => undefined);
    if (worker !== this.#worker) return never;
    this.#steps += 1;
    const [death] = this.#deaths;
    if (death && this.#steps > death.step) {
      this.#deaths.shift();
      this.#worker += 1;
      this.#runner = null;
      this.#following = null;
      if (death.done) void act();
      return never;
    }
    const value = await act();
    return worker === this.#worker ? value : never;
  }

  #isOut(...what: string[]): boolean {
    return this.#schedule.outages.some(
      (outage) =>
        (outage.what === 'everything' || what.includes(outage.what)) &&
        this.now >= outage.from &&
        this.now < outage.from + outage.lasts,
    );
  }

  #seen({ pipeline, at, cancelled }: FaultWorld['made'][number]): Pipeline {
    const ended = this.now >= at + this.#schedule.jobTakes;
    return { ...pipeline, status: cancelled ? 'canceled' : ended ? 'success' : 'running' };
  }

  #post(): Promise<Result<Pipeline>> {
    this.posts += 1;
    const sent = this.now;
    const { madeAt, answer, named } = this.#schedule;
    for (const [index, after] of madeAt.entries()) {
      const pipeline = aPipeline(50 + index, { name: named ? NAME : null });
      this.#at(sent + after, () => {
        this.made.push({ pipeline, at: this.now, cancelled: false });
      });
    }
    return new Promise((resolve) => {
      this.#at(sent + answer.at, () => {
        const last = this.made.at(-1);
        if (answer.is === 'refused') resolve(fails('rate_limited', { status: 429 }));
        else if (answer.is === 'given' && last) resolve(ok(this.#seen(last)));
        else resolve(fails('answer_lost'));
      });
    });
  }

  #gitLab(worker: number): GitLab {
    const ask = <Value>(what: string, answer: () => Result<Value>): Promise<Result<Value>> =>
      this.#step(worker, () => {
        this.requests += 1;
        return this.#isOut(what) ? fails('network', { status: 502 }) : answer();
      });
    return fakeGitLab({
      createPipeline: () => this.#step(worker, () => this.#post()),
      project: () => ask('', () => ok(aProject())),
      pipelines: () =>
        ask('listing', () => {
          const items = this.made.map((one) => this.#seen(one));
          return ok({ items: items.toReversed(), complete: true });
        }),
      pipelineVariables: () =>
        ask('listing', () => ok([{ key: 'AI_FLOW_REQUEST_ID', value: REQUEST_ID }])),
      pipeline: (_, id) => ask('jobs', () => this.#one(id)),
      pipelineJobs: (_, id) =>
        ask('jobs', () => {
          const found = this.#one(id);
          return found.ok ? ok([aJob(found.value.status)]) : found;
        }),
      cancelPipeline: (_, id) =>
        ask('cancelling', () => {
          const made = this.made.find(({ pipeline }) => pipeline.id === id);
          if (made && isAlive(this.#seen(made).status)) made.cancelled = true;
          return this.#one(id);
        }),
    });
  }

  #one(id: number): Result<Pipeline> {
    const made = this.made.find(({ pipeline }) => pipeline.id === id);
    return made ? ok(this.#seen(made)) : fails('not_found');
  }

  /** Whether anything is still to be done, and an alarm to do it by. */
  get asleep(): boolean {
    return this.#alarm === null;
  }

  get open(): boolean {
    return [...this.#runs.values()].some(isOpen);
  }
}
