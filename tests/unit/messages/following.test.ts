import { beforeEach, expect, test, vi } from 'vitest';
import { createFollowing } from '../../../utils/messages/followOpenRuns.ts';
import { createKeepAlive } from '../../../utils/messages/keepAlive.ts';

let left: boolean;
let looks: number;
let alarm: boolean;
let timers: { job: () => void; milliseconds: number }[];

const following = () =>
  createFollowing({
    follow: async () => {
      looks += 1;
      return left;
    },
    setAlarm: async (on) => {
      alarm = on;
    },
    setTimer: (job, milliseconds) => {
      const timer = { job, milliseconds };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  left = true;
  looks = 0;
  alarm = false;
  timers = [];
});

test('open runs are followed by the alarm alone while nobody watches', async () => {
  following().start();
  await settle();
  expect([looks, alarm, timers]).toEqual([1, true, []]);
});

test('a watcher makes it every 3 s, once at a time', async () => {
  const one = following();
  one.watch();
  one.watch();
  await settle();
  expect(timers).toMatchObject([{ milliseconds: 3000 }]);
  timers[0]?.job();
  await settle();
  expect(timers).toHaveLength(1);
});

test('it falls back to the alarm when the watcher leaves', async () => {
  const one = following();
  const leave = one.watch();
  await settle();
  leave();
  timers[0]?.job();
  await settle();
  expect([alarm, timers]).toEqual([true, []]);
});

test('it ends with the last open run', async () => {
  const one = following();
  one.watch();
  await settle();
  left = false;
  timers[0]?.job();
  await settle();
  expect([alarm, timers]).toEqual([false, []]);
});

test('a start during a look makes one more look', async () => {
  const one = following();
  one.start();
  one.start();
  one.start();
  await settle();
  expect(looks).toBe(2);
});

test('a run that is about to be made sets the alarm', async () => {
  following().expect();
  await settle();
  expect([looks, alarm]).toEqual([0, true]);
});

test('something under way touches the browser every 20 s, and only then', async () => {
  vi.useFakeTimers();
  const touch = vi.fn<() => Promise<void>>(async () => undefined);
  const alive = createKeepAlive(touch);
  const work = Promise.withResolvers<void>();
  const job = alive.during(() => work.promise);
  const release = alive.hold();
  vi.advanceTimersByTime(41_000);
  expect(touch).toHaveBeenCalledTimes(2);
  work.resolve();
  await job;
  vi.advanceTimersByTime(20_000);
  expect(touch).toHaveBeenCalledTimes(3);
  release();
  release();
  vi.advanceTimersByTime(60_000);
  expect(touch).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
});
