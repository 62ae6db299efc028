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
      return { open: left };
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
/** Lets the timer that stands go off; gives how long it was set for. */
async function goOff(): Promise<number | undefined> {
  const timer = timers.pop();
  timer?.job();
  await settle();
  return timer?.milliseconds;
}
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
  await goOff();
  expect(timers).toHaveLength(1);
});

test('it falls back to the alarm, step by step, when the watcher leaves', async () => {
  const one = following();
  const leave = one.watch();
  await settle();
  leave();
  expect(await goOff()).toBe(3000);
  expect([await goOff(), await goOff(), await goOff(), await goOff()]).toEqual([
    3000, 6000, 12_000, 24_000,
  ]);
  expect([alarm, timers]).toEqual([true, []]);
});

test('it ends with the last open run', async () => {
  const one = following();
  one.watch();
  await settle();
  left = false;
  await goOff();
  expect([alarm, timers]).toEqual([false, []]);
});

test('the alarm looks only where no look is under way or about to come', async () => {
  const one = following();
  one.start();
  one.ring();
  await settle();
  expect(looks).toBe(1);
  one.ring();
  await settle();
  expect(looks).toBe(2);
  one.watch();
  await settle();
  one.ring();
  await settle();
  expect(looks).toBe(3);
});

test('a start during a look makes one more look', async () => {
  const one = following();
  one.start();
  one.start();
  one.start();
  await settle();
  expect(looks).toBe(2);
});

test('a run that is about to be made keeps the alarm, and is looked at once it is made', async () => {
  left = false;
  const one = following();
  const made = await one.expect();
  expect([looks, alarm]).toEqual([0, true]);
  one.start();
  await settle();
  expect([looks, alarm]).toEqual([1, true]);
  left = true;
  made();
  await settle();
  expect([looks, alarm, timers]).toMatchObject([2, true, [{ milliseconds: 3000 }]]);
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
