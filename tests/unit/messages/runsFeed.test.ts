import { expect, test, vi } from 'vitest';
import type { Caller } from '../../../utils/messages/callerOf.ts';
import { type Port, createRunsFeed } from '../../../utils/messages/runsFeed.ts';
import { createKeepAlive } from '../../../utils/messages/keepAlive.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { aGreen } from '../runs/untilGreen/aGreen.ts';
import { aRun } from './aRun.ts';

function stage(caller: Caller, name = 'runs', sender = {}) {
  const posted: unknown[] = [];
  const opened: PageRef[] = [];
  const listeners = new Set<(runs: Run[]) => void>();
  let disconnected = false;
  let watching = 0;
  let leave: (() => void) | undefined;
  const port = {
    name,
    sender,
    postMessage: (message: unknown) => posted.push(message),
    disconnect: () => {
      disconnected = true;
    },
    onDisconnect: {
      addListener: (listener: () => void) => {
        leave = listener;
      },
    },
  } as unknown as Port;
  const feed = createRunsFeed({
    subscribe(listener) {
      listeners.add(listener);
      listener([aRun({ id: 'one' }), aRun({ id: 'far', projectPath: 'acme/other' })]);
      return () => listeners.delete(listener);
    },
    identify: () => Promise.resolve(caller),
    keepAlive: createKeepAlive(() => Promise.resolve()),
    opened: async (page) => void opened.push(page),
    watched: () => {
      watching += 1;
      return () => {
        watching -= 1;
      };
    },
  });
  return {
    start: () => feed(port),
    tell: (runs: Run[]) => listeners.forEach((listener) => listener(runs)),
    leave: () => leave?.(),
    posted,
    opened,
    seen: () => ({ disconnected, watching, listeners: listeners.size }),
  };
}

const onPage: Caller = {
  tier: 'page',
  caller: {
    tabId: 7,
    documentId: 'd',
    site: { root: 'https://gitlab.com' },
    page: { site: 'https://gitlab.com', projectPath: 'acme/webshop', type: 'issue', iid: 12 },
  },
};

test("a page's runs come at once and after each change, and no others", async () => {
  const { start, tell, posted } = stage(onPage);
  await start();
  expect(posted).toMatchObject([{ resource: 'issue/12', runs: [{ id: 'one' }] }]);
  tell([aRun({ id: 'two' }), aRun({ id: 'one' })]);
  expect(posted[1]).toMatchObject({ runs: [{ id: 'two' }, { id: 'one' }] });
});

test('a change elsewhere is not told', async () => {
  const { start, tell, posted } = stage(onPage);
  await start();
  tell([aRun({ id: 'one' }), aRun({ id: 'far', projectPath: 'acme/other', state: 'finished' })]);
  expect(posted).toHaveLength(1);
});

test('a closed port ends everything', async () => {
  vi.useFakeTimers();
  const { start, leave, seen } = stage(onPage);
  await start();
  expect(seen()).toMatchObject({ watching: 1, listeners: 1 });
  expect(vi.getTimerCount()).toBe(1);
  leave();
  expect(seen()).toMatchObject({ watching: 0, listeners: 0 });
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('only a run that goes on is watched', async () => {
  const { start, tell, seen } = stage(onPage);
  await start();
  expect(seen().watching).toBe(1);
  const ended = aRun({ id: 'one', state: 'finished', finishedAt: '2026-11-21T08:05:00.000Z' });
  tell([ended]);
  expect(seen().watching).toBe(0);
  tell([aRun({ id: 'two', state: 'sending' }), ended]);
  expect(seen().watching).toBe(1);
});

test('its runs are looked at once a panel is there in front, not in a tab behind', async () => {
  const front = stage(onPage, 'runs', { tab: { active: true } });
  await front.start();
  expect(front.opened).toMatchObject([{ iid: 12 }]);
  const behind = stage(onPage, 'runs', { tab: { active: false } });
  await behind.start();
  expect(behind.opened).toEqual([]);
});

test.each<[string, Caller, string]>([
  ['nobody', { tier: 'none' }, 'runs'],
  ['our own pages', { tier: 'own' }, 'runs'],
  ['another port', onPage, 'else'],
])('%s gets no runs', async (_, caller, name) => {
  const { start, posted, seen } = stage(caller, name);
  await start();
  expect(posted).toEqual([]);
  expect(seen()).toEqual({ disconnected: true, watching: 0, listeners: 0 });
});

test('a run that goes on until green at a merge request is told there too, as asked from elsewhere', async () => {
  const page = {
    site: 'https://gitlab.com',
    projectPath: 'acme/webshop',
    type: 'merge_request',
    iid: 34,
  } as const;
  const { start, tell, posted } = stage({
    tier: 'page',
    caller: { tabId: 7, documentId: 'd', site: { root: page.site }, page },
  });
  await start();
  const untilGreen = aGreen({ phase: 'pushed', iid: 34 });
  tell([aRun({ id: 'here', untilGreen }), aRun({ id: 'none', untilGreen: aGreen({ iid: 35 }) })]);
  expect(posted.at(-1)).toMatchObject({ runs: [{ id: 'here', elsewhere: true }] });
});
