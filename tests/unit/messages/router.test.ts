// Longer than most: every request of both tables goes through one router here.
import { NO_POLICY } from '../../../utils/storage/policy.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import type { PageCaller, Caller, Sender } from '../../../utils/messages/callerOf.ts';
import { createKeepAlive } from '../../../utils/messages/keepAlive.ts';
import { noSetup } from '../fakes/noSetup.ts';
import { createOwnMessages } from '../../../utils/messages/ownMessages.ts';
import { createPageMessages } from '../../../utils/messages/pageMessages.ts';
import type { Became } from '../../../utils/mentions/createAskAtOnce.ts';
import type { Verdict } from '../../../utils/mentions/createMentions.ts';
import type { PageServices } from '../../../utils/messages/PageServices.ts';
import { createRouter } from '../../../utils/messages/createRouter.ts';
import { createTable } from '../../../utils/messages/MessageTable.ts';
import { sampleOutcome } from '../components/samples.ts';
import { aRun } from './aRun.ts';

const page = {
  site: 'https://gitlab.com',
  projectPath: 'acme/webshop',
  type: 'issue' as const,
  iid: 12,
};
const onPage: PageCaller = {
  tabId: 7,
  documentId: 'document-1',
  site: { root: 'https://gitlab.com' },
  page,
};
const failure = { ok: false as const, failure: { kind: 'network' as const } };
const site = {
  root: 'https://gitlab.com',
  user: { username: 'mia', name: 'Mia' },
  scopes: ['api'],
  expiresAt: null,
};

let caller: Caller;
let called: unknown[][];
const note =
  <Value>(name: string, value: Value) =>
  (...values: unknown[]): Promise<Value> => {
    called.push([name, ...values]);
    return Promise.resolve(value);
  };

let sent: Result<Run> = failure;
let checked: Result<Verdict>;
let became: Became = 'offered';
/** Comments of which runs came. */
let notesWithRuns: { noteId: number; runId: string }[] = [];

const services: PageServices = {
  drafts: {
    get: note('getDraft', { words: 'draft' }),
    save: note('saveDraft', undefined),
    removeSite: note('removeSite', undefined),
  },
  previews: {
    presets: note('presets', failure),
    preview: note('preview', failure),
    hasChanged: note('hasChanged', failure),
  },
  confirmations: { ask: note('ask', true) },
  panelLayouts: { save: note('savePanelLayout', undefined) },
  pageUsers: { note: note('notePageUser', undefined), forget: note('forgetPageUsers', undefined) },
  confirmationOf: async () => null,
  runner: {
    send: (...values) => note('send', sent)(...values),
    cancel: note('cancel', { ok: true as const, value: null }),
    forceCancel: note('forceCancel', { ok: true as const, value: null }),
    postAnswer: note('postAnswer', failure),
    findWorkingNote: note('findWorkingNote', { ok: true as const, value: null }),
    finishWorkingNote: note('finishWorkingNote', { ok: true as const, value: null }),
    stopUntilGreen: note('stopUntilGreen', { ok: true as const, value: null }),
  },
  spending: note('spending', { today: 0, capUsd: null }),
  usual: note('usual', null),
  recallAsk: note('recallAsk', null),
  followUps: { get: note('getFollowUp', {}), save: note('saveFollowUp', undefined) },
  hasExpired: note('hasExpired', false),
  diagnose: note('diagnose', failure),
  reviews: {
    read: note('readReview', failure),
    choose: note('chooseFinding', undefined),
    publish: note('publishReview', failure),
    resolveFixed: note('resolveFixed', failure),
  },
  readProgress: note('readProgress', { ok: true as const, value: null }),
  listRuns: () =>
    Promise.resolve([
      aRun({ id: 'own-run' }),
      aRun({ id: 'other-run', page: { type: 'issue', iid: 13, title: 'Another' } }),
    ]),
  listWaiting: () =>
    Promise.resolve([
      aRun({ id: 'own-run' }),
      aRun({ id: 'other-run', page: { type: 'issue', iid: 13, title: 'Another' } }),
      aRun({ id: 'other-project', projectPath: 'other/project' }),
      aRun({ id: 'other-site', site: 'https://other.example.com' }),
    ]),
  following: {
    expect: async () => {
      called.push(['expect']);
      return () => called.push(['follow']);
    },
    start: () => called.push(['follow']),
  },
  tokenUser: note('tokenUser', { username: 'mia' }),
  mentions: {
    check: async (...values: unknown[]) => {
      called.push(['checkMention', ...values]);
      return checked;
    },
    ask: note('askMention', { proposed: { words: 'Why?' } }),
  },
  askedNotes: { withRuns: async () => notesWithRuns },
  askAtOnce: (...values) => note('askAtOnce', became)(...values),
  mergeRequestOf: async () => ({ ok: true, value: { ...page, type: 'merge_request', iid: 34 } }),
  arrivals: { expect: note('expectArrival', undefined), arrived: note('arrived', undefined) },
  openPanel: note('openPanel', undefined),
  loadDetails: note('loadDetails', undefined),
  tellExtras: note('tellExtras', undefined),
  openOptions: note('openOptions', undefined),
  openHistory: note('openHistory', undefined),
  setAskable: note('setAskable', undefined),
  shortcut: note('shortcut', 'Alt+Shift+K'),
};

const route = createRouter({
  page: createTable(createPageMessages(services)),
  own: createTable(
    createOwnMessages({
      sites: {
        list: note('list', [site]),
        save: note('save', { ok: true as const, value: site }),
        remove: note('remove', undefined),
        signIn: note('signIn', { ok: true as const, value: site }),
        credentialOf: note('credentialOf', null),
      },
      knownSites: note('knownSites', []),
      choices: { list: note('listChoices', []), choose: note('choose', { ok: true, value: null }) },
      policy: note('policy', NO_POLICY),
      transfer: {
        exportFile: note('exportSettings', ''),
        reviewFile: note('reviewSettings', { ok: true, changes: [] }),
        importFile: note('importSettings', { ok: true }),
      },
      confirmations: { look: note('lookAtConfirmation', null), confirm: () => false },
      diagnose: note('diagnose', failure),
      listRuns: services.listRuns,
      checkPlans: services.listRuns,
      stopUntilGreen: note('stopUntilGreen', { ok: true, value: null }),
      listUnseen: note('listUnseen', []),
      seeRuns: note('seeRuns', undefined),
      eraseRuns: note('eraseRuns', undefined),
      settings: {
        get: note('getSettings', { notify: true, dailyCapUsd: null, budgetBytes: null }),
        set: note('setSettings', undefined),
      },
      presets: {
        list: note('listPresets', []),
        save: note('savePreset', { ok: true as const }),
        remove: note('removePreset', undefined),
        review: note('reviewPresets', { ok: true as const, changes: [] }),
        importFile: note('importPresets', { ok: true as const }),
        exportFile: note('exportPresets', ''),
      },
      setup: noSetup,
    }),
  ),
  identify: () => Promise.resolve(caller),
  keepAlive: createKeepAlive(() => Promise.resolve()),
});
const SENDER: Sender = {};
const ask = (method: unknown, request: unknown = {}) => route({ method, request }, SENDER);

beforeEach(() => {
  called = [];
  sent = failure;
  caller = { tier: 'page', caller: onPage };
});

test('a page script acts for the page that its tab shows, whatever it says', async () => {
  const request = { words: 'Why?', preset: 'ask', parts: { diff: false } };
  await ask('preview', { ...request, page: { ...page, iid: 99 } });
  expect(called).toEqual([['preview', page, request, 'document-1/']]);
});

test('sending is followed', async () => {
  const request = { previewId: 'p', acceptedJobs: true, acceptedRef: false };
  expect(await ask('send', request)).toEqual({ ok: true, value: failure });
  expect(called).toEqual([
    ['expect'],
    ['send', { ...request, confirmed: false }, page],
    ['follow'],
  ]);
});

test("a page script cancels and posts its own page's runs only", async () => {
  expect(await ask('cancelRun', { runId: 'own-run' })).toMatchObject({ ok: true });
  expect(await ask('cancelRun', { runId: 'other-run' })).toMatchObject({ ok: false });
  expect(await ask('forceCancelRun', { runId: 'other-run' })).toMatchObject({ ok: false });
  expect(await ask('postAnswer', { runId: 'other-run' })).toMatchObject({ ok: false });
  expect(await ask('postAnswer', { runId: 'no-run' })).toMatchObject({ ok: false });
  expect(called.map(([name]) => name)).toEqual(['cancel', 'follow']);
});

test('reads, recalls and continues runs of its own page only', async () => {
  const asked = { words: '', preset: 'ask', parts: {} };
  const requests = (runId: string) =>
    [
      ['recallAsk', { runId }],
      ['readProgress', { runId, withLog: false }],
      ['getFollowUp', { runId }],
      ['saveFollowUp', { runId, followUp: { added: 'And how?' } }],
      ['hasExpired', { runId }],
      ['preview', { ...asked, continues: runId }],
    ] as const;
  for (const [method, request] of requests('own-run'))
    expect(await ask(method, request)).toMatchObject({ ok: true });
  for (const [method, request] of requests('other-run'))
    expect(await ask(method, request)).toMatchObject({ ok: false });
  expect(called.map(([name]) => name)).toEqual([
    'recallAsk',
    'readProgress',
    'getFollowUp',
    'saveFollowUp',
    'hasExpired',
    'preview',
  ]);
});

const reviewRequests = (runId: string) =>
  [
    ['readReview', { runId }],
    ['chooseFinding', { runId, key: '0', choice: { on: false, text: 'It may throw.' } }],
    ['publishReview', { runId, seen: 'c0ffee', withOthers: false }],
    ['resolveFixed', { runId, discussionIds: ['a'.repeat(40)] }],
  ] as const;

describe('a review', () => {
  const finding = {
    path: 'src/a.ts',
    side: 'new' as const,
    from: 3,
    to: 3,
    severity: 'major' as const,
    text: 'It throws.',
    quote: 'a();',
    suggestion: null,
  };
  const mergeRequest = { type: 'merge_request' as const, iid: 34, title: 'Add vouchers' };
  const review = aRun({
    id: 'review',
    page: mergeRequest,
    outcome: sampleOutcome({ findings: [finding] }),
  });
  beforeEach(() => {
    caller = { tier: 'page', caller: { ...onPage, page: { ...page, ...mergeRequest } } };
    const others = [aRun({ id: 'plain', page: mergeRequest }), aRun({ id: 'elsewhere' })];
    vi.spyOn(services, 'listRuns').mockResolvedValue([review, ...others]);
  });

  test('is read, decided about and published for a run of its own page', async () => {
    for (const [method, request] of reviewRequests('review'))
      expect(await ask(method, request)).toMatchObject({ ok: true });
    expect(called).toEqual([
      ['readReview', review],
      ['chooseFinding', review, '0', { on: false, text: 'It may throw.' }],
      ['publishReview', review, { seen: 'c0ffee', withOthers: false }],
      ['resolveFixed', review, ['a'.repeat(40)]],
    ]);
  });

  test.each(['plain', 'elsewhere', 'none'])('is none of the run %s', async (runId) => {
    for (const [method, request] of reviewRequests(runId))
      expect(await ask(method, request)).toMatchObject({ ok: false });
    expect(called).toEqual([]);
  });

  test('is not published by a request without its form', async () => {
    for (const request of [
      { runId: 'review' },
      { runId: 'review', seen: 5, withOthers: true },
      { runId: 'review', seen: 'x'.repeat(200), withOthers: true },
    ])
      expect(await ask('publishReview', request)).toMatchObject({ ok: false });
    expect(called).toEqual([]);
  });
});

describe('an older run', () => {
  const request = { previewId: 'p', acceptedJobs: true, acceptedRef: false };
  const sending = (supersede: string[]) => ask('send', { ...request, supersede });

  test('is cancelled for a newer one once that is there', async () => {
    sent = { ok: true, value: aRun({ id: 'new', pipelineId: 9 }) };
    await sending(['own-run']);
    expect(called.map(([name, ...rest]) => [name, rest[0], rest[1]])).toContainEqual([
      'cancel',
      'own-run',
      'new',
    ]);
  });

  test.each([
    ['GitLab refused', failure],
    ['the answer was lost', { ok: true as const, value: aRun({ id: 'new' }) }],
  ])('goes on where %s', async (_, answer) => {
    sent = answer;
    await sending(['own-run']);
    expect(called.map(([name]) => name)).not.toContain('cancel');
  });

  test('of another page is not touched, and nothing is sent', async () => {
    expect(await sending(['other-run'])).toMatchObject({ ok: false });
    expect(called).toEqual([]);
  });
});

test.each([
  ['listSites', {}],
  ['saveSite', { root: 'https://evil.test', token: 'x' }],
  ['removeSite', { root: 'https://gitlab.com' }],
  ['listRuns', {}],
  ['eraseRuns', {}],
  ['getSettings', {}],
])('a page script may not ask %s', async (method, request) => {
  expect(await ask(method, request)).toEqual({ ok: false, error: 'There is no such request.' });
  expect(called).toEqual([]);
});

test('our own pages may, and may not ask what pages may', async () => {
  caller = { tier: 'own' };
  expect(await ask('listSites')).toEqual({ ok: true, value: [site] });
  expect(await ask('send', { previewId: 'p', acceptedJobs: true, acceptedRef: true })).toEqual({
    ok: false,
    error: 'There is no such request.',
  });
});

test.each(['http://gitlab.com', 'https://gitlab.com/', 'gitlab.com', 'https://a:b@gitlab.com'])(
  '%s is not saved: it is not the root of a site',
  async (root) => {
    caller = { tier: 'own' };
    expect(await ask('saveSite', { root, token: 'x' })).toMatchObject({ ok: false });
    expect(called).toEqual([]);
  },
);

test('a page learns how many runs of its site’s other pages wait, and nothing of them', async () => {
  expect(await ask('countWaiting')).toEqual({ ok: true, value: 2 });
});

test('a page may have the list of runs opened', async () => {
  expect(await ask('openHistory')).toMatchObject({ ok: true });
  expect(called).toEqual([['openHistory']]);
});

const LAYOUT = { width: 480, side: 'left', pinned: true };

test.each(['getSite', 'send', 'listSites'])('nobody may ask %s', async (method) => {
  caller = { tier: 'none' };
  expect(await ask(method)).toEqual({ ok: false, error: 'This sender may not ask.' });
  expect(called).toEqual([]);
});

test('on a page that is not switched on only getSite is answered, with nothing', async () => {
  caller = { tier: 'page', caller: { ...onPage, site: null, page: null } };
  expect(await ask('getSite')).toEqual({ ok: true, value: null });
  for (const [method, request] of [
    ['setAskable', { askable: true }],
    ['openPanel', {}],
    ['loadDetails', {}],
    ['loadExtras', {}],
    ['commentSaved', { noteId: 515 }],
    ['askElsewhere', { selected: { text: 'x' } }],
    ['askMention', { noteId: 515 }],
    ['openOptions', {}],
    ['openHistory', {}],
    ['countWaiting', {}],
    ['savePanelLayout', LAYOUT],
    ['getShortcut', {}],
    ['getDraft', {}],
    ['preview', { words: '', preset: 'ask', parts: {} }],
  ] as const)
    expect(await ask(method, request)).toMatchObject({ ok: false });
  expect(called).toEqual([]);
});

test.each<[string, unknown]>([
  ['a word', 'getSite'],
  ['nothing', undefined],
  ['a number for a method', { method: 5 }],
  ['an inherited method', { method: 'constructor', request: {} }],
  ['a prototype', { method: '__proto__', request: {} }],
  ['no request', { method: 'send' }],
  ['a wrong field', { method: 'setAskable', request: { askable: 'yes' } }],
  [
    'an unknown part',
    { method: 'preview', request: { words: '', preset: 'ask', parts: { token: true } } },
  ],
  ['an invalid discussion id', { method: 'openPanel', request: { discussionId: '../../x' } }],
  ['ticks that are no threads', { method: 'openPanel', request: { proposed: { threads: ['x'] } } }],
  ['a width without end', { method: 'savePanelLayout', request: { ...LAYOUT, width: 1e9 } }],
  ['an invalid note id', { method: 'askMention', request: { noteId: '../../x' } }],
  [
    'words without end',
    { method: 'saveDraft', request: { draft: { words: 'x'.repeat(300_000) } } },
  ],
])('malformed is refused: %s', async (_, message) => {
  expect(await route(message, SENDER)).toMatchObject({ ok: false });
  expect(called).toEqual([]);
});

test('how the panel stands is kept for the site of the tab', async () => {
  await route(
    { method: 'savePanelLayout', request: { ...LAYOUT, site: 'x', height: 100 } },
    SENDER,
  );
  expect(called).toEqual([['savePanelLayout', page.site, LAYOUT]]);
});

test('the panel of a thread is opened with what a run of it wants put into the box', async () => {
  const discussionId = 'a'.repeat(40);
  const proposed = { words: 'Why?', preset: 'fix-threads', threads: [discussionId], parts: {} };
  const request = { discussionId, proposed: { ...proposed, focus: 'send', send: true } };
  await route({ method: 'openPanel', request }, SENDER);
  expect(called).toEqual([['openPanel', 7, page.site, { discussionId, proposed }]]);
});

test('a comment opens the panel with its words, for the page of the tab', async () => {
  await route({ method: 'askMention', request: { noteId: 515 } }, SENDER);
  expect(called).toEqual([
    ['askMention', page, { noteId: 515 }],
    ['openPanel', 7, page.site, { proposed: { words: 'Why?' } }],
  ]);
});

test('a failed pipeline opens the panel of its merge request, from its own page once the tab is there', async () => {
  await route({ method: 'fixPipeline', request: {} }, SENDER);
  const fix = { proposed: { words: '', preset: 'suggest-pipeline-fix' } };
  expect(called).toEqual([['openPanel', 7, page.site, fix]]);
  called = [];
  const pipeline = { site: page.site, projectPath: page.projectPath, kind: 'job', id: 5 } as const;
  caller = { tier: 'page', caller: { ...onPage, page: null, pipeline } };
  expect(await route({ method: 'fixPipeline', request: {} }, SENDER)).toEqual({
    ok: true,
    value: { ok: true, value: { goTo: `${page.site}/${page.projectPath}/-/merge_requests/34` } },
  });
  expect(called).toEqual([['expectArrival', 7, { ...page, type: 'merge_request', iid: 34 }, fix]]);
});

const LEAD = { goTo: `${page.site}/${page.projectPath}/-/merge_requests/34` };

test('what is selected in a log or a file leads to the merge request of its branch', async () => {
  const at = { site: page.site, projectPath: page.projectPath };
  const selected = { text: 'a', from: { kind: 'log', job: 'test' } };
  caller = {
    tier: 'page',
    caller: { ...onPage, page: null, pipeline: { ...at, kind: 'job', id: 5 } },
  };
  const answer = await route({ method: 'askElsewhere', request: { selected } }, SENDER);
  expect(answer).toEqual({ ok: true, value: { ok: true, value: LEAD } });
  expect(called).toEqual([
    ['expectArrival', 7, { ...page, type: 'merge_request', iid: 34 }, { selected }],
  ]);
});

test.each([
  ['vat/rounding', LEAD],
  // The page says what the address does not: no branch is looked for.
  ['main', { goTo: null }],
  ['vat', LEAD],
  [undefined, { goTo: null }],
])('a file whose page names the branch %s', async (ref, value) => {
  const at = { site: page.site, projectPath: page.projectPath };
  const file = { ...at, kind: 'file', refAndPath: 'vat/rounding/src/vat.js' } as const;
  caller = { tier: 'page', caller: { ...onPage, page: null, file } };
  const selected = { text: 'a', from: { kind: 'file', path: 'src/vat.js', ...(ref && { ref }) } };
  expect(await route({ method: 'askElsewhere', request: { selected } }, SENDER)).toEqual({
    ok: true,
    value: { ok: true, value },
  });
});

const OFFER = { notice: 'offer-comment', page: 'acme/webshop issue/12', noteId: 515 };

test.each<[string, Result<Verdict>, unknown[]]>([
  ['is offered', { ok: true, value: { verdict: 'offer' } }, [OFFER]],
  ['is offered where it could not be read', failure, [OFFER]],
  ['is none', { ok: true, value: { verdict: 'none' } }, []],
  [
    'is told to be of another account',
    { ok: true, value: { verdict: 'other_user', author: 'mia' } },
    [{ ...OFFER, author: 'mia' }],
  ],
])('a saved comment %s', async (_, verdict, told) => {
  checked = verdict;
  await route({ method: 'commentSaved', request: { noteId: 515 } }, SENDER);
  const notices = called.filter(([name]) => name === 'tellExtras').map(([, , notice]) => notice);
  expect(notices).toEqual(told);
});

test.each<[Became, unknown[]]>([
  ['asked', [{ ...OFFER, asked: true }]],
  ['offered', [OFFER]],
  ['known', []],
])('a saved comment that may be asked with at once, and was %s, is told so', async (was, told) => {
  checked = { ok: true, value: { verdict: 'offer', atOnce: true } };
  became = was;
  const comment = { noteId: 515, written: '@claude why?' };
  await route({ method: 'commentSaved', request: comment }, SENDER);
  const notices = called.filter(([name]) => name === 'tellExtras').map(([, , notice]) => notice);
  expect(notices).toEqual(told);
  expect(called).toContainEqual(['askAtOnce', page, comment]);
});

test('a page that is shown anew is told at which of its comments Claude was asked', async () => {
  notesWithRuns = [
    { noteId: 515, runId: 'own-run' },
    { noteId: 516, runId: 'other-run' },
    { noteId: 517, runId: 'of a history that was erased' },
  ];
  await route({ method: 'setAskable', request: { askable: false } }, SENDER);
  expect(called.filter(([name]) => name === 'tellExtras')).toEqual([]);
  await route({ method: 'setAskable', request: { askable: true } }, SENDER);
  notesWithRuns = [];
  const notices = called.filter(([name]) => name === 'tellExtras');
  expect(notices).toEqual([['tellExtras', 7, { ...OFFER, asked: true }]]);
});

test('a bug is told without its words', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  vi.spyOn(services, 'shortcut').mockRejectedValue(new Error('glpat-secret'));
  expect(await ask('getShortcut')).toEqual({ ok: false, error: 'The extension failed to answer.' });
  expect(log).toHaveBeenCalledTimes(1);
});
