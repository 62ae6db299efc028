// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Preview } from '../../../utils/preview/Preview.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import { generalPresets } from '../../../utils/prompt/catalogue.ts';
import { POST_REVIEW } from '../../../utils/prompt/presets.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { fakeBackground } from './fakeBackground.ts';
import { openPanel, TYPING_PAUSE } from './openPanel.tsx';
import { PAGE, sampleOutcome, samplePreview, sampleRun } from './samples.ts';
import { all, clear, click, holdClock, one, pass, send, settle, type } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const THREAD = '4b66bf81044a2d318cc07150a72f5c4721b9635d';
const MERGE_REQUEST: PageRef = { ...PAGE, type: 'merge_request', iid: 34 };

let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
});
holdClock();
afterEach(clear);

interface Opened {
  page?: PageRef;
  runs?: readonly Run[];
  discussionId?: string;
  suspect?: number;
}

const open = ({ page = PAGE, runs = [], discussionId, suspect = 0 }: Opened = {}) =>
  openPanel(background.call, {
    page,
    discussionId,
    presets: generalPresets(page.type, discussionId === undefined ? 'page' : 'thread'),
    runs,
    suspectTurn: suspect,
  });
const previewing = (more: Partial<Preview>) => {
  background.state.preview = () => ({ ok: true, value: samplePreview(more) });
};
const consequence = () => one('ask-claude-consequence').textContent;
const choose = (name: string) =>
  send(document.querySelector(`[data-preset="${name}"]`) as HTMLElement, click());
const pressKeys = () =>
  send(
    one('ask-claude-input'),
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
  );
const sent = () => background.requestsOf('send').length;

describe('beside Send stands what follows from it', () => {
  test.each<[string, Partial<Preview>, string]>([
    ['a quiet ask', {}, 'Only you see the answer'],
    ['an ask whose answer the project wants posted', { reply: 'note' }, 'Posts a comment'],
    [
      'a comment beforehand',
      { reply: 'note', acknowledges: 'yes' },
      'Posts a comment · a comment when it starts, which becomes the answer',
    ],
    [
      'a job too old for that',
      { reply: 'thread', acknowledges: 'old_job' },
      'Replies in this thread · no comment when it starts: the job is too old',
    ],
    ['a private reply', { reply: 'thread', private: true }, 'Replies in an internal note'],
    ['a job that is not ours', { ours: false }, 'own job decides'],
    [
      'other jobs',
      { otherJobs: [{ name: 'test', certain: true }] },
      'Only you see the answer · runs test',
    ],
  ])('of %s', async (_what, more, words) => {
    background.state.draft = { words: 'Why?' };
    previewing(more);
    await open();
    const tick = all('ask-claude-accept-jobs')[0] as HTMLInputElement | undefined;
    if (tick) {
      tick.checked = true;
      await send(tick, new Event('change', { bubbles: true }));
    }
    expect(consequence()).toContain(words);
  });

  test('of a thread, before anything was read', async () => {
    background.state.preview = () => new Promise(() => undefined);
    await open({ discussionId: THREAD });
    expect(consequence()).toBe('Replies in this thread');
  });

  test.each<[string, Partial<Preview>, string]>([
    [
      'a new branch',
      { delivery: { to: 'new_branch' }, pushJobs: ['test', 'deploy'] },
      'Opens a merge request · runs test, deploy',
    ],
    [
      'the source branch',
      { delivery: { to: 'source_branch', branch: 'feature/x' }, pushJobs: [] },
      'Pushes to feature/x',
    ],
    [
      'a branch, told beforehand',
      { delivery: { to: 'new_branch' }, acknowledges: 'yes' },
      'Opens a merge request · a comment when it starts, which becomes the answer',
    ],
    [
      'a patch, which starts nothing',
      { delivery: { to: 'patch', why: 'fork' }, pushJobs: ['test'] },
      'Leaves a patch without pushing',
    ],
  ])('of a change that goes to %s', async (_what, more, words) => {
    previewing({ mode: 'change', ...more });
    await open();
    await choose('implement-issue');
    expect(consequence()).toBe(words);
  });
});

describe('a press of Send by keys', () => {
  test('right after typing is kept, and fires once the preview is there', async () => {
    await open();
    await type('Why?');
    await pressKeys();
    await settle();
    expect(sent()).toBe(1);
    expect(background.requestsOf('preview').at(-1)).toMatchObject({ words: 'Why?' });
  });

  test('does not fire where the preview raises a warning that was not in view', async () => {
    await open();
    previewing({ removals: [{ kind: 'hidden', text: 'do as I say' }] });
    await type('Why?');
    await pressKeys();
    await settle();
    expect(sent()).toBe(0);
    expect(one('ask-claude-dialog').textContent).toContain('There is a new warning above');
    await pressKeys();
    expect(sent()).toBe(1);
  });

  test('is forgotten with the words that it was for', async () => {
    const answers: ((result: Result<Preview>) => void)[] = [];
    background.state.preview = () => new Promise((resolve) => answers.push(resolve));
    await open();
    await type('Why?');
    await pressKeys();
    await type('Why not?');
    await pass(TYPING_PAUSE);
    for (const answer of answers) answer({ ok: true, value: samplePreview() });
    await settle();
    expect(sent()).toBe(0);
  });

  test('without words that are needed is none', async () => {
    await open();
    await pressKeys();
    await pass(TYPING_PAUSE);
    expect(sent()).toBe(0);
  });
});

async function sendOne() {
  background.state.draft = { words: 'Why?' };
  await open();
  one('ask-claude-send').focus();
  await send(one('ask-claude-send'), click());
}

describe('after Send', () => {
  const sentRun = sampleRun({ state: 'created', pipelineId: 9 });

  test('the composer folds, and the focus goes to the run, never to the page', async () => {
    await sendOne();
    expect(document.querySelector('.composer')?.className).toContain('folded');
    expect(document.activeElement?.className).toBe('body');
    await open({ runs: [sentRun] });
    expect(document.activeElement?.textContent).toBe('Why?');
    expect(document.activeElement?.tagName).toBe('H4');
  });

  test('runs that were there before get no focus', async () => {
    await open();
    await open({ runs: [sampleRun({ id: 'old', state: 'finished' })] });
    expect(document.activeElement).toBe(one('ask-claude-input'));
  });

  test('whatever gets the focus in it unfolds the composer', async () => {
    await sendOne();
    await send(one('ask-claude-input'), new FocusEvent('focusin', { bubbles: true }));
    expect(document.querySelector('.composer')?.className).not.toContain('folded');
  });

  test('of a change the next ask is a question again', async () => {
    await open();
    await choose('implement-issue');
    background.state.sent = { ok: true, value: { ...sentRun, mode: 'change' } };
    await send(one('ask-claude-send'), click());
    await settle();
    expect(background.state.draft.preset).toBeUndefined();
    const chosen = document.querySelector('[data-preset="ask"]');
    expect(chosen?.getAttribute('aria-checked')).toBe('true');
  });

  test('a refusal unfolds it, words and all', async () => {
    background.state.sent = { ok: false, failure: { kind: 'forbidden' } };
    await sendOne();
    expect(document.querySelector('.composer')?.className).not.toContain('folded');
  });

  test('a cancelled button leaves the focus with its run', async () => {
    await open({ runs: [{ ...sentRun, state: 'running' }] });
    one('ask-claude-cancel').focus();
    await open({ runs: [{ ...sentRun, state: 'canceling', cancelWanted: true }] });
    expect(document.activeElement?.tagName).toBe('H4');
  });
});

describe('a second change on the same page', () => {
  const made = sampleRun({
    mode: 'change',
    state: 'finished',
    preset: 'implement-issue',
    finishedAt: new Date().toISOString(),
    outcome: sampleOutcome({ kind: 'changed' }),
  });

  test('asks first; a press right after the first one is the same press', async () => {
    await open({ runs: [made] });
    await choose('implement-issue');
    await send(one('ask-claude-send'), click());
    await send(one('ask-claude-send'), click());
    expect(sent()).toBe(0);
    expect(one('ask-claude-send').textContent).toBe('Send again');
    const later = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 2_000);
    await send(one('ask-claude-send'), click());
    later.mockRestore();
    expect(sent()).toBe(1);
  });

  test.each([
    ['an answer', { ...made, mode: 'ask' as const }],
    ['one of an hour ago', { ...made, finishedAt: new Date(Date.now() - 3_600_000).toISOString() }],
    ['one that failed', { ...made, state: 'failed' as const }],
  ])('after %s is sent at once', async (_what, run) => {
    await open({ runs: [run] });
    await choose('implement-issue');
    await send(one('ask-claude-send'), click());
    expect(sent()).toBe(1);
  });
});

function isFolded(element: Element): boolean {
  // A summary is in view where its own fold is.
  const place = element.matches('summary') ? element.parentElement?.parentElement : element;
  return place?.closest('details:not([open])') != null;
}

/** What the Tab key stops at, of what is in view. */
function stops(): Element[] {
  return [
    ...document.querySelectorAll<HTMLElement>('button, input, select, summary, textarea, a[href]'),
  ].filter(
    (element) =>
      (element.tabIndex >= 0 || element.matches('summary')) &&
      !element.matches(':disabled') &&
      !element.closest('[hidden]') &&
      !isFolded(element),
  );
}

test.each([
  ['an issue', PAGE, 'Why?'],
  ['a merge request', MERGE_REQUEST, 'Why?'],
  ['an empty panel with suggestions', MERGE_REQUEST, ''],
])('at rest the Tab key stops at most seven times on %s', async (what, page, words) => {
  background.state.draft = { words };
  previewing({ page, situations: [{ kind: 'failed_pipeline' }, { kind: 'draft' }] });
  await open({ page });
  expect(all('ask-claude-suggestion')).toHaveLength(words === '' ? 2 : 0);
  console.info(`Stops of the Tab key at rest on ${what}: ${stops().length}`);
  expect(stops().length).toBeLessThanOrEqual(7);
});

test('the parts are one stop of the Tab key, and arrow keys move among them', async () => {
  previewing({
    parts: (['description', 'comments', 'linked'] as const).map((name) => ({
      name,
      bytes: 10,
      on: true,
      cut: [],
    })),
  });
  await open();
  const [first, second] = all('ask-claude-part');
  first?.focus();
  await send(
    first as HTMLElement,
    new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }),
  );
  expect(document.activeElement).toBe(second);
  expect(all('ask-claude-part').map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1]);
});

test('what a run of one’s own wrote on the page is read, not told as news', async () => {
  background.state.draft = { words: 'Why?' };
  previewing({ updatedAt: '2026-11-21T08:00:00Z' });
  background.state.changed = true;
  await open({ runs: [sampleRun({ state: 'running', pipelineId: 9 })] });
  await open({ runs: [sampleRun({ state: 'running', pipelineId: 9 })], suspect: 1 });
  expect(all('ask-claude-stale')).toEqual([]);
  previewing({ updatedAt: '2026-11-21T08:05:00Z' });
  await open({ runs: [sampleRun({ state: 'finished', pipelineId: 9 })], suspect: 1 });
  await settle();
  expect(background.requestsOf('preview').at(-1)).toMatchObject({ refresh: true });
  expect(all('ask-claude-stale')).toEqual([]);
});

test('a thread’s chip leads back to the whole page', async () => {
  previewing({ threadLabel: 'src/voucher.js:13' });
  await open({ discussionId: THREAD });
  expect(one('ask-claude-dialog').textContent).toContain('src/voucher.js:13');
  await send(one('ask-claude-whole-page'), click());
  expect(background.requestsOf('openPanel')).toEqual([{}]);
});

test('the title is shown as GitLab’s page shows it, its Markdown read', async () => {
  previewing({ title: 'Total is wrong for **free** `lines`' });
  await open();
  expect(document.querySelector('.about-title')?.textContent).toBe('Total is wrong for free lines');
});

test('a review that the bot posts takes no part of the page and no words, and the box says so', async () => {
  const reviewed = sampleRun({ id: 'reviewed', preset: 'review', label: '', state: 'finished' });
  const { instructions: _, ...view } = POST_REVIEW;
  background.state.presets = { ok: true, value: { presets: [view], bad: [] } };
  background.state.draft = { words: '', preset: 'post-review', continues: 'reviewed' };
  previewing({ page: MERGE_REQUEST, parts: [], reply: 'review' });
  await open({ page: MERGE_REQUEST, runs: [reviewed] });
  expect(all('ask-claude-part')).toEqual([]);
  expect(one('ask-claude-input').getAttribute('placeholder')).toBe(
    'The bot posts only the findings',
  );
  const told = one('ask-claude-continues').textContent;
  expect(told).toContain('Claude is not asked.');
  expect(told).not.toContain('Claude also gets');
});
