// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { connectRuns } from '../../../utils/messages/connectRuns.ts';
import type { RunsNotice } from '../../../utils/messages/notices.ts';

class FakePort {
  disconnected = false;
  private readonly heard: ((notice: RunsNotice) => void)[] = [];
  private readonly lost: (() => void)[] = [];
  onMessage = {
    addListener: (listener: (notice: RunsNotice) => void) => this.heard.push(listener),
  };
  onDisconnect = { addListener: (listener: () => void) => this.lost.push(listener) };
  disconnect = () => {
    this.disconnected = true;
  };
  tell(resource: string): void {
    for (const listener of this.heard) listener({ resource, runs: [] });
  }
  lose(): void {
    for (const listener of this.lost) listener();
  }
}

let ports: FakePort[];
let end: AbortController;
const listener = { runs: vi.fn<() => void>(), gone: vi.fn<() => void>() };

beforeEach(() => {
  vi.useFakeTimers();
  ports = [];
  end = new AbortController();
  listener.runs.mockReset();
  listener.gone.mockReset();
  // All of a port that is used.
  vi.spyOn(browser.runtime, 'connect').mockImplementation((() => {
    const port = new FakePort();
    ports.push(port);
    return port;
  }) as never);
});
afterEach(() => {
  end.abort();
  vi.useRealTimers();
});

const lose = (told: boolean) => {
  if (told) ports.at(-1)?.tell('issue/12');
  ports.at(-1)?.lose();
  vi.runOnlyPendingTimers();
};
const follow = () => connectRuns('issue/12', end.signal, listener);

test('tells of the runs of its page', () => {
  follow();
  ports[0]?.tell('issue/12');
  expect(listener.runs).toHaveBeenCalledWith([]);
});

test('connects again when the background goes to sleep', () => {
  follow();
  ports[0]?.lose();
  vi.runOnlyPendingTimers();
  ports[1]?.tell('issue/12');
  expect([ports.length, listener.runs.mock.calls.length]).toEqual([2, 1]);
});

test('waits longer each time that brought nothing, and half a second again after one that did', () => {
  const timer = vi.spyOn(globalThis, 'setTimeout');
  follow();
  for (const told of [false, false, false, true]) lose(told);
  expect(timer.mock.calls.map(([, pause]) => pause)).toEqual([500, 1000, 2000, 500]);
});

const comesBack = (persisted: boolean) =>
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));

test('connects anew at once when the page comes back from the cache, which no port is told of', () => {
  follow();
  comesBack(false);
  expect(ports).toHaveLength(1);
  comesBack(true);
  ports[1]?.tell('issue/12');
  expect([ports.length, ports[0]?.disconnected, listener.runs.mock.calls.length]).toEqual([
    2,
    true,
    1,
  ]);
});

test('gives up a port that tells of another page', () => {
  follow();
  ports[0]?.tell('issue/11');
  expect(listener.runs).not.toHaveBeenCalled();
  expect(ports[0]?.disconnected).toBe(true);
  vi.runOnlyPendingTimers();
  expect(ports).toHaveLength(2);
});

test('ends with its signal: the port is closed and none is opened any more', () => {
  follow();
  end.abort();
  expect(ports[0]?.disconnected).toBe(true);
  ports[0]?.tell('issue/12');
  ports[0]?.lose();
  vi.runOnlyPendingTimers();
  expect([ports.length, listener.runs.mock.calls.length]).toEqual([1, 0]);
});

test('says so where the extension itself is no more', () => {
  follow();
  vi.spyOn(browser, 'runtime', 'get').mockReturnValue({} as typeof browser.runtime);
  ports[0]?.lose();
  vi.runOnlyPendingTimers();
  expect([ports.length, listener.gone.mock.calls.length]).toEqual([1, 1]);
});
