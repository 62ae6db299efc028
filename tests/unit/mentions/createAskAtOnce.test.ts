import { beforeEach, expect, test } from 'vitest';
import { createAskAtOnce } from '../../../utils/mentions/createAskAtOnce.ts';
import type { MentionedAsk } from '../../../utils/mentions/createMentions.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import type { Preview, PreviewRequest } from '../../../utils/preview/Preview.ts';
import { type AskedNotes, createAskedNotes } from '../../../utils/storage/askedNotes.ts';
import type { AtOnce } from '../../../utils/storage/projectChoices.ts';
import { samplePreview } from '../components/samples.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';
import { fakeItem } from '../storage/fakeItem.ts';

const SITE = 'https://gitlab.example.com';
const PAGE: PageRef = { site: SITE, projectPath: 'acme/webshop', type: 'issue', iid: 12 };
const COMMENT = { noteId: 515, written: '@claude why?' };

interface World {
  setting: AtOnce | undefined;
  pageUsers: string[];
  capUsd: number | null;
  locked: boolean | null;
  asked: MentionedAsk['proposed'];
  preview: Partial<Preview>;
  confirmed: boolean;
  refused: boolean;
  claims: AskedNotes;
}

let world: World;
/** What was done, in order. */
let done: string[];
let requests: PreviewRequest[];
/** Which run came of which comment. */
let kept: unknown[];
let stored: ReturnType<typeof fakeItem>;
beforeEach(() => {
  stored = fakeItem([]);
  done = [];
  requests = [];
  kept = [];
  world = {
    setting: 'questions',
    pageUsers: ['dev'],
    capUsd: null,
    locked: null,
    asked: { words: 'why?', preset: 'ask' },
    preview: {},
    confirmed: true,
    refused: false,
    claims: createAskedNotes(stored),
  };
});

function ask(comment = COMMENT) {
  const issue = { discussion_locked: world.locked } as never;
  const askAtOnce = createAskAtOnce({
    gitLabFor: async () => ok(fakeGitLab({ issue: async () => ok(issue) })),
    setting: async () => world.setting,
    rulesFor: async () => ({
      token: { username: 'Dev', scopes: ['api'] },
      pageUsers: world.pageUsers,
      spentUsd: 3,
    }),
    dailyCapUsd: async () => world.capUsd,
    ask: async () => ({ proposed: world.asked }),
    async preview(_, request) {
      requests.push(request);
      return ok(samplePreview({ mode: 'ask', confirm: 'mention', ...world.preview }));
    },
    async claim(...given) {
      done.push('kept');
      return world.claims.claim(...given);
    },
    async confirm() {
      done.push('window');
      return world.confirmed;
    },
    async send() {
      done.push('sent');
      return world.refused ? fails('refused') : ok({ id: 'run-1' });
    },
    keepRun: (...given) => void kept.push(given),
  });
  return askAtOnce(PAGE, comment);
}

test('a comment is kept, shown in a window of our own, and sent once that is pressed', async () => {
  expect(await ask()).toBe('asked');
  expect(done).toEqual(['kept', 'window', 'sent']);
  expect(kept).toEqual([[SITE, 515, 'run-1']]);
  expect(requests).toMatchObject([{ words: 'why?', preset: 'ask', refresh: true }]);
});

test('no second press, reload, tab or end of the worker sends it again', async () => {
  await ask();
  done = [];
  expect(await ask()).toBe('known');
  // All that is left after the worker's end is what was stored.
  world.claims = createAskedNotes(stored);
  expect(await ask()).toBe('known');
  expect(done).toEqual(['kept', 'kept']);
  expect(await ask({ ...COMMENT, noteId: 516 })).toBe('asked');
});

test('of two tabs that tell of it at the same time, one asks', async () => {
  expect((await Promise.all([ask(), ask()])).toSorted()).toEqual(['asked', 'known']);
  expect(done.filter((one) => one === 'sent')).toHaveLength(1);
});

test('a window that is closed sends nothing; the comment is offered, and never asked with at once again', async () => {
  world.confirmed = false;
  expect(await ask()).toBe('offered');
  expect([done, kept]).toEqual([['kept', 'window'], []]);
  world.confirmed = true;
  expect(await ask()).toBe('known');
});

test('what GitLab refuses is offered: the panel says what is in the way', async () => {
  world.refused = true;
  expect(await ask()).toBe('offered');
  expect(kept).toEqual([]);
});

test.each<[string, Partial<World>]>([
  ['without the setting', { setting: undefined }],
  ['where a page of the site has named another user', { pageUsers: ['dev', 'mia'] }],
  ['where no page has said who is signed in', { pageUsers: [] }],
  ['where the day’s cap is reached', { capUsd: 3 }],
  ['in a locked discussion', { locked: true }],
  ['without words', { asked: { words: ' ', preset: 'ask' } }],
  ['for a change, unless the setting says so', { preview: { mode: 'change' } }],
  ['where something is in the way', { preview: { failure: { kind: 'no_job' } } }],
  ['where a secret was masked', { preview: { removals: [{ kind: 'secret', text: 'token' }] } }],
  ['where anyone can read the log', { preview: { readers: 'anyone' } }],
  ['where it is private', { preview: { private: true } }],
  ['where other jobs start', { preview: { otherJobs: [{ name: 'deploy', certain: true }] } }],
  ['where an import chose where it runs', { preview: { runnerIsNew: true } }],
  [
    'where strangers’ words are in question',
    { preview: { strangers: { texts: 1, leftOut: true } } },
  ],
  [
    'where something was cut',
    {
      preview: {
        parts: [{ name: 'diff', bytes: 1, on: true, cut: [{ kind: 'more', count: 3 }] }],
      },
    },
  ],
])('it is only offered %s', async (_, more) => {
  Object.assign(world, more);
  expect(await ask()).toBe('offered');
  expect(done).toEqual([]);
});

test('a change is asked with where the setting says so', async () => {
  Object.assign(world, { setting: 'all', preview: { mode: 'change' } });
  expect(await ask()).toBe('asked');
});
