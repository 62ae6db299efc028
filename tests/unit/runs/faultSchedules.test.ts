import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FaultWorld, type Schedule } from './FaultWorld.ts';

const MINUTE = 60_000;
/** Every outage is over by then, and everything that was to be found or cancelled is. */
const SETTLED = 16 * MINUTE;

const outage = fc.record({
  from: fc.nat(5 * MINUTE),
  lasts: fc.nat(5 * MINUTE),
  what: fc.constantFrom('everything' as const, 'listing', 'jobs', 'cancelling'),
});

/** Lost answers, doubled requests, refusals, outages, deaths of the worker at any step, watchers, a press of Cancel. */
const any: fc.Arbitrary<Schedule> = fc.record({
  madeAt: fc
    .array(fc.nat(50_000), { maxLength: 2 })
    .map((times) => times.toSorted((a, b) => a - b)),
  answer: fc.record({
    at: fc.nat(MINUTE),
    is: fc.constantFrom('given' as const, 'lost', 'lost', 'refused'),
  }),
  outages: fc.array(outage, { maxLength: 4 }),
  deaths: fc.array(fc.record({ step: fc.nat(40), done: fc.boolean() }), { maxLength: 5 }),
  cancelAt: fc.option(fc.integer({ min: 1, max: 4 * MINUTE }), { freq: 3 }),
  watched: fc.option(fc.record({ from: fc.nat(5 * MINUTE), lasts: fc.nat(5 * MINUTE) })),
  jobTakes: fc.constantFrom(20_000, 3 * MINUTE, 60 * MINUTE),
  named: fc.boolean(),
});

/** GitLab says no after it has done what it will do: what it makes later than its refusal nobody can know of. */
const schedules = any.map((schedule) => {
  const { answer, madeAt } = schedule;
  if (answer.is !== 'refused') return schedule;
  return { ...schedule, answer: { ...answer, at: Math.max(answer.at, ...madeAt) + 1 } };
});

/** Where the list could not be read for 90 s: such a run ends saying so, or as refused. */
function isUnchecked({ run }: FaultWorld): boolean {
  if (run?.state === 'failed') return run.listedAt === undefined;
  return run?.state === 'lost' && run.failure?.reason === 'unchecked';
}

test('1,000 schedules of faults: one request, no run lost, never two alive', async () => {
  const figures = { schedules: 0, lost: 0, twoAlive: 0 };
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const world = new FaultWorld(schedule);
      await world.playUntil(SETTLED);
      const { run, made, living, posts } = world;
      const told = JSON.stringify({ run, made, living, now: world.now });
      figures.schedules += 1;
      expect(posts, told).toBeLessThanOrEqual(1);
      if (run === undefined || isUnchecked(world)) return;
      const present = made.length > 0;
      const isLost = present && (run.pipelineId === undefined || run.state === 'lost');
      if (isLost) figures.lost += 1;
      if (living.length > 1) figures.twoAlive += 1;
      expect(isLost, told).toBe(false);
      expect(living.length, told).toBeLessThanOrEqual(run.cancelWanted ? 0 : 1);
      const seen = present ? run.pipelineId : ['lost', 'failed'].includes(run.state);
      expect(seen, told).toBe(present ? 50 : true);
      expect(world.open, told).toBe(living.length > 0);
      expect(world.asleep, told).toBe(!world.open);
    }),
    { numRuns: 1000 },
  );
  expect(figures).toEqual({ schedules: 1000, lost: 0, twoAlive: 0 });
});

const calm: Schedule = {
  madeAt: [300],
  answer: { at: 500, is: 'given' },
  outages: [],
  deaths: [],
  cancelAt: null,
  watched: null,
  jobTakes: 5 * MINUTE,
  named: true,
};

test('a run of five minutes that nobody watches takes at most 25 requests, and then none', async () => {
  const world = new FaultWorld(calm);
  await world.playUntil(7 * MINUTE);
  expect(world.run?.state).toBe('finished');
  const all = world.requests + world.posts;
  expect(all).toBeLessThanOrEqual(25);
  await world.playUntil(60 * MINUTE);
  expect(world.requests + world.posts).toBe(all);
});

test('a run that is watched is looked at every 3 s', async () => {
  const world = new FaultWorld({ ...calm, watched: { from: 1, lasts: 10 * MINUTE } });
  await world.playUntil(2 * MINUTE);
  expect(world.requests).toBeGreaterThan(38);
  expect(world.requests).toBeLessThan(70);
});

test('an hour without GitLab loses nothing, neither while sending nor while following', async () => {
  for (const from of [0, 10_000]) {
    const outages = [{ from, lasts: 60 * MINUTE, what: 'everything' as const }];
    const answer = { at: 500, is: from === 0 ? ('lost' as const) : ('given' as const) };
    const world = new FaultWorld({ ...calm, outages, answer, jobTakes: 90 * MINUTE });
    await world.playUntil(59 * MINUTE);
    expect(world.requests).toBeLessThan(450);
    await world.playUntil(62 * MINUTE);
    expect(world.run).toMatchObject({ state: 'running', pipelineId: 50 });
  }
});
