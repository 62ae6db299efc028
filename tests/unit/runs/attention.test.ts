import { beforeEach, describe, expect, test } from 'vitest';
import { createAttention, type AttentionBrowser } from '../../../utils/runs/createAttention.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { aRun } from '../fakes/aRun.ts';
import { aGreen } from './untilGreen/aGreen.ts';

const PAGE = 'https://gitlab.test/acme/webshop/-/issues/12';
const run = (more: Partial<Run>) => aRun({ site: 'https://gitlab.test', ...more });

let runs: Run[];
let listener: (runs: Run[]) => void;
let front: { url: string; focused: boolean };
let behind: { id: number; windowId: number; url?: string }[];
let wanted: boolean;
let unseen: string[];
let badges: string[];
let colours: string[];
let told: string[];
let opened: string[];
let clicked: (id: string) => void;
let activated: (tab: { tabId: number }) => void;
let works: Promise<unknown>[];

const browser = {
  action: {
    setBadgeText: async ({ text }: { text: string }) => void badges.push(text),
    setBadgeBackgroundColor: async ({ color }: { color: string }) => void colours.push(color),
  },
  notifications: {
    create: async (id: string, { title, type }: { title: string; type: string }) =>
      void told.push(`${type} ${id}: ${title}`),
    clear: async (id: string) => void told.push(`clear ${id}`),
    onClicked: { addListener: (heard: typeof clicked) => (clicked = heard) },
  },
  tabs: {
    query: async ({
      active,
      lastFocusedWindow,
    }: {
      active?: boolean;
      lastFocusedWindow?: boolean;
    }) => {
      const inFront = front.url === '' ? [] : [{ id: 7, windowId: 1, url: front.url }];
      return active && lastFocusedWindow ? inFront : [...behind, ...inFront];
    },
    get: async () => ({ url: front.url }),
    create: async ({ url }: { url: string }) => void opened.push(url),
    update: async (id: number, { active }: { active: boolean }) =>
      void opened.push(`tab ${id} ${active}`),
    onActivated: { addListener: (heard: typeof activated) => (activated = heard) },
  },
  windows: {
    getLastFocused: async () => ({ focused: front.focused }),
    update: async (id: number, { focused }: { focused: boolean }) =>
      void opened.push(`window ${id} ${focused}`),
  },
  // Only what the code asks of the browser is there.
} as unknown as AttentionBrowser;

async function settle(): Promise<void> {
  for (let count = -1; count !== works.length;) {
    count = works.length;
    await Promise.all(works);
  }
}

async function becomes(next: Run[]): Promise<void> {
  runs = next;
  listener(next);
  await settle();
}

let attention: ReturnType<typeof createAttention>;
beforeEach(() => {
  runs = [];
  front = { url: 'https://elsewhere.test/', focused: true };
  behind = [];
  wanted = true;
  unseen = [];
  badges = [];
  colours = [];
  told = [];
  opened = [];
  works = [];
  attention = createAttention(browser, {
    subscribe: (heard) => {
      listener = heard;
      return () => undefined;
    },
    unseen: { get: async () => unseen, set: async (ids) => void (unseen = ids) },
    listRuns: async () => runs,
    wanted: async () => wanted,
    iconUrl: 'icon',
    words: ({ state }) => ({ title: state, message: '' }),
    report: (work) => void works.push(work),
  });
});

const going = run({ id: 'a', state: 'running' });
const ended = run({ id: 'a', state: 'finished' });

test('the badge counts what goes on, then marks what ended unseen, until it is seen', async () => {
  await becomes([going, run({ id: 'b', state: 'waiting' })]);
  await becomes([ended, run({ id: 'b', state: 'waiting' })]);
  await becomes([ended, run({ id: 'b', state: 'failed' })]);
  expect(badges).toEqual(['2', '1', '✓']);
  await attention.seen(({ id }) => id === 'a');
  expect(badges.at(-1)).toBe('✓');
  expect(await attention.unseen()).toEqual(['b']);
  await attention.seen(({ id }) => id === 'b');
  expect(badges.at(-1)).toBe('');
  expect(new Set(colours)).toEqual(new Set(['#1f75cb', '#d97757']));
  expect(unseen).toEqual([]);
});

test('an end is told once, and one from before the worker started not at all', async () => {
  await becomes([run({ id: 'old', state: 'finished' }), going]);
  await becomes([ended]);
  await becomes([ended]);
  expect(told).toEqual(['basic run a: finished']);
});

test('a run until green is told of at its last end, and what it asked by itself not at all', async () => {
  const pushed = run({ id: 'a', state: 'finished', untilGreen: aGreen({ phase: 'fixing' }) });
  const fix = run({ id: 'fix', state: 'running', fixes: 'a' });
  await becomes([going]);
  await becomes([fix, pushed]);
  await becomes([{ ...fix, state: 'finished' }, pushed]);
  expect(told).toEqual([]);
  expect(badges.at(-1)).toBe('1');
  await becomes([{ ...pushed, untilGreen: aGreen({ phase: 'ended', end: 'green' }) }]);
  expect(told).toEqual(['basic run a: finished']);
});

describe('nobody is told', () => {
  test('whose page is in front', async () => {
    front = { url: PAGE, focused: true };
    await becomes([going]);
    await becomes([ended]);
    expect([told, unseen]).toEqual([[], []]);
  });

  test('who does not want it; the mark stays', async () => {
    wanted = false;
    await becomes([going]);
    await becomes([ended]);
    expect([told, unseen]).toEqual([[], ['a']]);
  });
});

test('a page in a window without the focus is not in front', async () => {
  front = { url: PAGE, focused: false };
  await becomes([going]);
  await becomes([ended]);
  expect(told).toHaveLength(1);
});

test.each(['', 'https://gitlab.test/acme/webshop/-/merge_requests/12', PAGE.replace('12', '13')])(
  'the page is not in front where the tab shows %j',
  async (url) => {
    front = { url, focused: true };
    await becomes([going]);
    await becomes([ended]);
    expect(told).toHaveLength(1);
    activated({ tabId: 7 });
    await settle();
    expect(unseen).toEqual(['a']);
  },
);

test('a notification leads to the tab of its page, else to a new one, and is seen then', async () => {
  await becomes([going]);
  await becomes([ended]);
  clicked('run a');
  await settle();
  front = { url: PAGE, focused: false };
  clicked('run a');
  await settle();
  clicked('another');
  await settle();
  expect(opened).toEqual([PAGE, 'tab 7 true', 'window 1 true']);
  expect(told.slice(1)).toEqual(['clear run a', 'clear run a']);
  expect(unseen).toEqual([]);
});

test('a tab behind that shows the page is not in front', async () => {
  behind = [{ id: 8, windowId: 2, url: PAGE }];
  await becomes([going]);
  await becomes([ended]);
  expect(told).toHaveLength(1);
});

test('a notification leads to the page of its own run, and takes no other mark away', async () => {
  const other = { type: 'merge_request', iid: 34, title: '' } as const;
  await becomes([run({ id: 'b', page: other, state: 'running' }), going]);
  await becomes([run({ id: 'b', page: other, state: 'finished' }), ended]);
  behind = [
    { id: 6, windowId: 1 },
    { id: 8, windowId: 2, url: PAGE },
  ];
  clicked('run a');
  await settle();
  expect(opened).toEqual(['tab 8 true', 'window 2 true']);
  expect(unseen).toEqual(['b']);
});

test('a notification of a run that was forgotten meanwhile opens nothing', async () => {
  await becomes([going]);
  await becomes([ended]);
  runs = [];
  clicked('run a');
  await settle();
  expect(opened).toEqual([]);
});

test('going to another tab changes nothing', async () => {
  await becomes([going]);
  await becomes([ended]);
  const shown = [...badges];
  activated({ tabId: 7 });
  await settle();
  expect(badges).toEqual(shown);
});

test('going to the tab of its page takes the mark away', async () => {
  await becomes([going]);
  await becomes([ended]);
  activated({ tabId: 7 });
  await settle();
  expect(unseen).toEqual(['a']);
  front = { url: PAGE, focused: true };
  activated({ tabId: 7 });
  await settle();
  expect(unseen).toEqual([]);
});
