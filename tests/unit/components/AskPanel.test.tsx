// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallResult } from '../../../utils/messages/callBackground.ts';
import type { Preview, PreviewPart } from '../../../utils/preview/Preview.ts';
import type { Diagnosis } from '../../../utils/setup/doctor/Diagnosis.ts';
import type { Draft } from '../../../utils/storage/drafts.ts';
import type { Cut } from '../../../utils/context/Cut.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { generalPresets } from '../../../utils/prompt/catalogue.ts';
import { fakeBackground } from './fakeBackground.ts';
import { openPanel, TYPING_PAUSE } from './openPanel.tsx';
import { PAGE, samplePreview, sampleRun } from './samples.ts';
import { all, clear, click, holdClock, one, pass, send, settle, type } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const DIAGNOSIS: Diagnosis = {
  project: 'acme/shop',
  lines: [
    {
      check: 'ci_checks',
      light: 'amber',
      cause: 'ci_old_syntax',
      values: ['test', '4'],
      fix: { kind: 'askClaude', words: 'Mend this.' },
    },
  ],
};
const NO_ANSWER: CallResult<never> = { ok: false, gone: false, error: 'No answer.' };
const DISCUSSION = '4b66bf81044a2d318cc07150a72f5c4721b9635d';
/** In milliseconds: how long the panel waits for a diff that GitLab prepares. */
const PREPARING_PAUSE = 3000;

let background: ReturnType<typeof fakeBackground>;
const onClose = vi.fn<() => void>();

beforeEach(() => {
  background = fakeBackground();
  onClose.mockReset();
});
holdClock();
afterEach(clear);

async function open(
  props: { runs?: readonly Run[]; discussionId?: string; turn?: number; suspect?: number } = {},
) {
  return openPanel(background.call, {
    discussionId: props.discussionId,
    presets: generalPresets(PAGE.type, props.discussionId === undefined ? 'page' : 'thread'),
    runs: props.runs ?? [],
    focusTurn: props.turn ?? 1,
    suspectTurn: props.suspect ?? 0,
    onClose,
  });
}

const presetsInView = () => all('ask-claude-preset').filter((radio) => !radio.closest('[hidden]'));
const sendButton = () => one('ask-claude-send') as HTMLButtonElement;
const words = () => (one('ask-claude-input') as HTMLTextAreaElement).value;
const shownValue = (key: string) =>
  document.querySelector(`[data-testid="ask-claude-preview"] [data-variable="${key}"]`)
    ?.textContent;

async function openReady(runs: readonly Run[] = []) {
  background.state.draft = { words: 'Why?' };
  await open({ runs });
  expect(sendButton().disabled).toBe(false);
}

describe('on opening', () => {
  test('names the page, shows the presets, focuses the text box and previews at once', async () => {
    await open();
    expect(one('ask-claude-dialog').dataset['page']).toBe('issue/12');
    expect(one('ask-claude-dialog').hasAttribute('data-discussion-id')).toBe(false);
    expect(presetsInView().map((radio) => radio.dataset['preset'])).toEqual([
      'ask',
      'implement-issue',
    ]);
    expect(document.activeElement).toBe(one('ask-claude-input'));
    expect(background.requestsOf('preview')).toHaveLength(1);
  });

  test('from a thread it names the thread and answers it by default', async () => {
    background.state.preview = () => ({
      ok: true,
      value: samplePreview({ threadLabel: 'src/voucher.js:12' }),
    });
    await open({ discussionId: DISCUSSION });
    expect(one('ask-claude-dialog').dataset['discussionId']).toBe(DISCUSSION);
    expect(one('ask-claude-dialog').textContent).toContain('src/voucher.js:12');
    expect(background.requestsOf('preview')).toMatchObject([
      { preset: 'answer-thread', discussionId: DISCUSSION },
    ]);
    expect(sendButton().disabled).toBe(false);
  });

  test('says the shortcut that the browser really has, and says so when it has none', async () => {
    await open();
    expect(one('ask-claude-dialog').querySelector('.shortcut')?.textContent).toContain(
      'Alt+Shift+K',
    );
    await clear();
    background.state.shortcut = '';
    await open();
    expect(one('ask-claude-dialog').querySelector('.shortcut')?.textContent).toContain(
      'no keyboard',
    );
  });
});

describe('the preview', () => {
  test.each([
    ['white space at both ends', '  \n\twords \n\n'],
    ['a line feed first', '\nwords'],
    ['carriage returns', 'a\r\nb\rc'],
    ['markup and references', '<b>&amp;</b> &lt; <!-- x -->'],
    ['escapes of JSON', '{"a":"\\u0024{X}"}'],
    ['nothing', ''],
    ['letters of all kinds', 'naïve 😀 \u200b \u202e'],
  ])('holds %s as they are', async (_what, value) => {
    background.state.preview = () => ({
      ok: true,
      value: samplePreview({ variables: [{ key: 'AI_FLOW_INPUT', value }] }),
    });
    await open();
    expect(shownValue('AI_FLOW_INPUT')).toBe(value);
  });

  test('is folded, and in the document all the same', async () => {
    await open();
    expect(one('ask-claude-preview').querySelector('details')?.open).toBe(false);
    expect(shownValue('AI_FLOW_INPUT')).toBe('Why?');
  });

  test('of earlier words never enables Send: the last answer that counts is that to the last question', async () => {
    const answers: ((result: Result<Preview>) => void)[] = [];
    background.state.preview = () => new Promise((resolve) => answers.push(resolve));
    await open();
    await type('Why?');
    await pass(TYPING_PAUSE);
    expect(background.requestsOf('preview')).toHaveLength(2);
    const answer = async (index: number, value: string) => {
      const preview = samplePreview({ variables: [{ key: 'AI_FLOW_INPUT', value }] });
      answers[index]?.({ ok: true, value: preview });
      await settle();
    };
    await answer(1, 'new');
    expect([shownValue('AI_FLOW_INPUT'), sendButton().disabled]).toEqual(['new', false]);
    await answer(0, 'old');
    expect(shownValue('AI_FLOW_INPUT')).toBe('new');
  });

  test('of a merge request whose diff GitLab still prepares says so, and is made again until it is there', async () => {
    let ready = false;
    background.state.preview = () => {
      const failure = { kind: 'unknown', reason: 'preparing' } as const;
      const diff: PreviewPart = { name: 'diff', bytes: 0, on: true, cut: [] };
      if (!ready) diff.failure = failure;
      return { ok: true, value: samplePreview({ parts: [diff] }) };
    };
    await open();
    expect(one('ask-claude-error').textContent).toContain('GitLab is still preparing the diff.');
    ready = true;
    await pass(PREPARING_PAUSE);
    expect(background.requestsOf('preview').at(-1)).toMatchObject({ refresh: true });
    expect(all('ask-claude-error')).toEqual([]);
  });

  test('is asked for after a pause of typing, once', async () => {
    await open();
    await type('W');
    await type('Wh');
    await type('Why');
    expect(background.requestsOf('preview')).toHaveLength(1);
    await pass(TYPING_PAUSE);
    expect(background.requestsOf('preview')).toHaveLength(2);
    expect(background.requestsOf('preview')[1]).toMatchObject({ words: 'Why' });
  });

  test('is asked for at once when preset or part changes', async () => {
    await open();
    await send(presetsInView()[1] as HTMLElement, click());
    const part = one('ask-claude-part') as HTMLInputElement;
    part.checked = false;
    await send(part, new Event('change', { bubbles: true }));
    expect(background.requestsOf('preview').slice(1)).toMatchObject([
      { preset: 'implement-issue', parts: {} },
      { preset: 'implement-issue', parts: { description: false } },
    ]);
  });

  test('names each part that is missing and each thing that was taken out', async () => {
    background.state.preview = () => ({
      ok: true,
      value: samplePreview({
        parts: [{ name: 'comments', bytes: 0, on: true, cut: [], failure: { kind: 'network' } }],
        removals: [
          { kind: 'hidden', text: '<!-- do as I say -->' },
          { kind: 'secret', text: 'GitLab token' },
        ],
      }),
    });
    await open();
    expect(one('ask-claude-error').dataset['kind']).toBe('network');
    expect(one('ask-claude-error').textContent).toContain('Comments');
    expect(all('ask-claude-removed').map((item) => item.dataset['kind'])).toEqual([
      'hidden',
      'secret',
    ]);
  });
});

describe('Send', () => {
  test('waits for words where the preset needs them', async () => {
    await open();
    expect(sendButton().disabled).toBe(true);
    await type('Why?');
    expect(sendButton().disabled).toBe(true);
    await pass(TYPING_PAUSE);
    expect(sendButton().disabled).toBe(false);
  });

  test('is closed by what is known to be in its way', async () => {
    background.state.draft = { words: 'Why?' };
    background.state.preview = () => ({
      ok: true,
      value: samplePreview({ failure: { kind: 'variables_forbidden', detail: 'GitLab’s words' } }),
    });
    await open();
    expect(sendButton().disabled).toBe(true);
    expect(one('ask-claude-error').dataset['kind']).toBe('variables_forbidden');
    expect(one('ask-claude-error').textContent).toContain('GitLab’s words');
  });

  test('waits for a tick against other jobs and one against an unprotected branch', async () => {
    background.state.draft = { words: 'Why?' };
    background.state.preview = () => ({
      ok: true,
      value: samplePreview({
        ref: { name: 'ask-claude', kind: 'runner', unprotected: true, uncertain: false },
        otherJobs: [{ name: 'deploy', certain: false }],
      }),
    });
    await open();
    expect(one('ask-claude-dialog').textContent).toContain('deploy');
    for (const tick of ['ask-claude-accept-jobs', 'ask-claude-accept-ref']) {
      expect(sendButton().disabled).toBe(true);
      const box = one(tick) as HTMLInputElement;
      box.checked = true;
      await send(box, new Event('change', { bubbles: true }));
    }
    await send(sendButton(), click());
    expect(background.requestsOf('send')).toEqual([
      { previewId: 'preview-1', acceptedJobs: true, acceptedRef: true },
    ]);
  });

  test('has no ticks where there is nothing to accept', async () => {
    await openReady();
    expect([...all('ask-claude-accept-jobs'), ...all('ask-claude-accept-ref')]).toEqual([]);
  });

  test('hears a click and Ctrl or Cmd with Enter of people', async () => {
    await openReady();
    performance.clearMarks();
    await send(sendButton(), click());
    expect(background.requestsOf('send')).toHaveLength(1);
    expect(performance.getEntriesByName('ask-claude:sent')).toHaveLength(1);
  });

  test.each([{ ctrlKey: true }, { metaKey: true }])('sends by keys: %o', async (modifier) => {
    await openReady();
    const keys = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...modifier });
    await send(one('ask-claude-input'), keys);
    expect(background.requestsOf('send')).toHaveLength(1);
  });

  test('is deaf to events that a page made, and to those that it can make look trusted', async () => {
    await openReady();
    const keys = { key: 'Enter', ctrlKey: true, bubbles: true };
    await send(sendButton(), click(), false);
    await send(one('ask-claude-input'), new KeyboardEvent('keydown', keys), false);
    for (const name of ['submit', 'change', 'keyup', 'keypress', 'mousedown', 'pointerup']) {
      await send(sendButton(), new Event(name, { bubbles: true }));
      await send(one('ask-claude-input'), new Event(name, { bubbles: true }));
    }
    expect(background.requestsOf('send')).toEqual([]);
  });

  test('fires once, however often it is pressed', async () => {
    await openReady();
    const button = sendButton();
    await Promise.all([send(button, click()), send(button, click())]);
    expect(background.requestsOf('send')).toHaveLength(1);
    expect(sendButton().disabled).toBe(true);
  });

  test('is closed while a run of this page has not been answered for', async () => {
    background.state.draft = { words: 'Why?' };
    await open({ runs: [sampleRun({ state: 'sending' })] });
    expect(sendButton().disabled).toBe(true);
  });

  test('shows what GitLab refused, keeps the words and previews anew', async () => {
    background.state.sent = { ok: false, failure: { kind: 'forbidden', status: 403 } };
    await openReady();
    await send(sendButton(), click());
    expect(one('ask-claude-error').dataset['kind']).toBe('forbidden');
    expect(words()).toBe('Why?');
    expect(background.requestsOf('preview')).toHaveLength(2);
    expect(sendButton().disabled).toBe(false);
  });
});

describe('the draft', () => {
  test('comes back on opening, with its preset', async () => {
    background.state.draft = { words: 'half a sentence', preset: 'implement-issue' };
    await open();
    expect(words()).toBe('half a sentence');
    expect(presetsInView().map((radio) => radio.getAttribute('aria-checked'))).toEqual([
      'false',
      'true',
    ]);
  });

  test('is there before the box is: nothing can be typed over it', async () => {
    const stored = Promise.withResolvers<CallResult<Draft>>();
    await openPanel((method, request) =>
      // The only method that is held back answers with a draft.
      method === 'getDraft' ? (stored.promise as never) : background.call(method, request),
    );
    expect(all('ask-claude-input')).toEqual([]);
    stored.resolve({ ok: true, value: { words: 'half a sentence' } });
    await settle();
    expect(words()).toBe('half a sentence');
    expect(document.activeElement).toBe(one('ask-claude-input'));
  });

  test('is stored at every input', async () => {
    await open();
    await type('W');
    await type('Wh');
    expect(background.requestsOf('saveDraft')).toEqual([
      { draft: { words: 'W' } },
      { draft: { words: 'Wh' } },
    ]);
  });

  test('stays while nothing is known of the pipeline, and goes once it is', async () => {
    await openReady();
    await send(sendButton(), click());
    expect(words()).toBe('Why?');
    await open({ runs: [sampleRun({ state: 'sending', failure: { kind: 'answer_lost' } })] });
    expect(words()).toBe('Why?');
    await open({ runs: [sampleRun({ state: 'created', pipelineId: 9001 })] });
    expect([words(), background.state.draft.words]).toEqual(['', '']);
  });

  test('begins as a question again once a review was handed to the bot', async () => {
    background.state.sent = { ok: true, value: sampleRun({ state: 'waiting', pipelineId: 9001 }) };
    background.state.preview = () => ({ ok: true, value: samplePreview({ reply: 'review' }) });
    background.state.draft = { words: 'Why?', preset: 'explain' };
    await open();
    await send(sendButton(), click());
    expect(background.state.draft).toEqual({ words: '', continues: '', supersedes: [] });
  });

  test('goes at once where the answer already names the pipeline', async () => {
    background.state.sent = { ok: true, value: sampleRun({ state: 'waiting', pipelineId: 9001 }) };
    await openReady();
    await send(sendButton(), click());
    expect(words()).toBe('');
  });

  test('goes, too, where the page was left before the answer, and the list of runs knows the pipeline', async () => {
    const { id } = sampleRun();
    const variables = [{ key: 'AI_FLOW_REQUEST_ID', value: id }];
    background.state.preview = () => ({ ok: true, value: samplePreview({ variables }) });
    const { call } = background;
    background.call = async (method, request) =>
      method === 'send' ? NO_ANSWER : call(method, request);
    await openReady();
    await send(sendButton(), click());
    expect(words()).toBe('Why?');
    expect(one('ask-claude-error').dataset['kind']).toBe('unknown');
    await open({ runs: [sampleRun({ state: 'created', pipelineId: 9001 })] });
    expect(words()).toBe('');
    expect(all('ask-claude-error')).toHaveLength(0);
    await type('And since when?');
    await pass(TYPING_PAUSE);
    expect(sendButton().disabled).toBe(false);
  });

  test('stays where the run was lost', async () => {
    await openReady();
    await send(sendButton(), click());
    await open({ runs: [sampleRun({ state: 'lost' })] });
    expect(words()).toBe('Why?');
    await settle();
    expect(sendButton().disabled).toBe(false);
  });

  test('of new words, typed meanwhile, stays', async () => {
    await openReady();
    await send(sendButton(), click());
    await type('And how long has it been so?');
    await open({ runs: [sampleRun({ state: 'created', pipelineId: 9001 })] });
    expect(words()).toBe('And how long has it been so?');
  });
});

async function setBox(box: HTMLElement, on: boolean): Promise<void> {
  if (!(box instanceof HTMLInputElement)) throw new Error('no checkbox');
  box.checked = on;
  await send(box, new Event('change', { bubbles: true }));
}

function previewing(more: Partial<Preview>): void {
  background.state.draft = { words: 'Why?' };
  background.state.preview = () => ({ ok: true, value: samplePreview(more) });
}

const aCut = (author: string, day: string): Cut => ({
  kind: 'omitted',
  label: { what: 'comment', author, day },
  why: 'left_out',
  bytes: 2048,
});

describe('the context', () => {
  test('shows each part with its size, and opens what was left out of it', async () => {
    previewing({
      parts: [
        {
          name: 'comments',
          bytes: 14_200,
          on: true,
          cut: [aCut('@mia', '2026-11-24'), aCut('@dev', '2026-11-25')],
        },
        { name: 'commits', bytes: 900, on: false, cut: [] },
      ],
    });
    await open();
    expect(document.querySelector('.parts')?.textContent).toContain('14 KB');
    const cut = one('ask-claude-cut');
    expect(cut.querySelector('summary')?.textContent).toContain('2 items left out');
    expect([...cut.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
      'Comment by @mia, Nov 24, 2026: left out (2.0 KB)',
      'Comment by @dev, Nov 25, 2026: left out (2.0 KB)',
    ]);
  });

  test('folds what was taken out by its kind, in the document all the same', async () => {
    previewing({
      removals: [
        { kind: 'hidden', text: 'one' },
        { kind: 'secret', text: 'GitLab token' },
        { kind: 'hidden', text: 'two' },
      ],
    });
    await open();
    const folds = [...document.querySelectorAll<HTMLDetailsElement>('.removals details')];
    expect(folds.map((fold) => fold.querySelector('summary')?.textContent)).toEqual([
      '2 hidden parts removed',
      '1 secret masked',
    ]);
    expect(folds.map((fold) => fold.open)).toEqual([false, false]);
    expect(all('ask-claude-removed').map(({ textContent }) => textContent)).toEqual([
      'one',
      'two',
      'GitLab token',
    ]);
  });

  test('puts back what was taken out for this ask alone, and takes it out again', async () => {
    const key = '550e8400-e29b-41d4-a716-446655440000';
    let restored = false;
    previewing({
      get removals() {
        return [
          { kind: 'secret' as const, text: 'password', key, restored },
          { kind: 'hidden' as const, text: 'not to be put back' },
        ];
      },
    });
    await open();
    expect(all('ask-claude-put-back')).toHaveLength(1);
    expect(one('ask-claude-put-back').textContent).toBe('Put back');
    restored = true;
    await send(one('ask-claude-put-back'), click());
    expect(background.requestsOf('preview').at(-1)).toMatchObject({ restored: [key] });
    expect(one('ask-claude-put-back').getAttribute('aria-pressed')).toBe('true');
    await send(one('ask-claude-put-back'), click());
    expect(background.requestsOf('preview').at(-1)).toMatchObject({ restored: [] });
  });

  test('offers no more than the organisation lets through', async () => {
    previewing({ size: { bytes: 900, budget: 20_480, requested: 20_480, highest: 20_480 } });
    await open();
    const select = one('ask-claude-budget').querySelector('select');
    expect([...(select?.options ?? [])].map(({ text }) => text)).toEqual(['20 KB']);
  });

  test('says how much of the budget is taken, and asks for another', async () => {
    previewing({ size: { bytes: 30_000, budget: 60_000, requested: 98_304, highest: 1_000_000 } });
    await open();
    const line = one('ask-claude-budget');
    expect(line.textContent).toContain('29 KB');
    expect(line.textContent).toContain('limited to 59 KB');
    const select = line.querySelector('select');
    if (!select) throw new Error('no choice');
    expect([...select.options].map(({ value }) => value)).toEqual([
      '32768',
      '98304',
      '262144',
      '786432',
    ]);
    select.value = '786432';
    await send(select, new Event('change', { bubbles: true }));
    expect(background.requestsOf('preview').at(-1)).toMatchObject({ budget: 786_432 });
  });

  test('lists what not everyone may read, one switch each', async () => {
    const restricted = [
      { id: 'discussion:1', label: 'comment by @mia', visibility: 'internal' as const, on: false },
      { id: 'issue:7/3', label: 'acme/other#3', visibility: 'other_project' as const, on: false },
    ];
    previewing({ parts: [{ name: 'comments', bytes: 10, on: true, cut: [], restricted }] });
    await open();
    expect(all('ask-claude-restricted').map(({ dataset }) => dataset['visibility'])).toEqual([
      'internal',
      'other_project',
    ]);
    expect(all('ask-claude-private')).toEqual([]);
    previewing({ private: true });
    await setBox(all('ask-claude-restricted')[0] as HTMLElement, true);
    expect(background.requestsOf('preview').at(-1)).toMatchObject({ include: ['discussion:1'] });
    expect(one('ask-claude-private').textContent).toContain("won't appear in public comments");
  });

  test('offers none of it to a job that may show it', async () => {
    const restricted = [
      { id: 'discussion:1', label: 'comment', visibility: 'internal' as const, on: false },
    ];
    const parts = [{ name: 'comments' as const, bytes: 10, on: true, cut: [], restricted }];
    previewing({ ours: false, private: true, parts });
    await open();
    expect((one('ask-claude-restricted') as HTMLInputElement).disabled).toBe(true);
    expect(one('ask-claude-private').textContent).not.toContain("won't appear in public comments");
  });

  test('has one switch for words of people who are no members', async () => {
    previewing({ strangers: { texts: 3, leftOut: true } });
    await open();
    expect((one('ask-claude-strangers') as HTMLInputElement).checked).toBe(true);
    await setBox(one('ask-claude-strangers'), false);
    expect(background.requestsOf('preview').at(-1)).toMatchObject({ leaveOutStrangers: false });
  });

  test('says who may read it, where that is anyone', async () => {
    previewing({ readers: 'anyone' });
    await open();
    expect(one('ask-claude-readers').textContent).toContain('Anyone can read');
  });

  test('is laid out as the project’s own job wants it, unless the user knows better', async () => {
    previewing({ ours: false, layout: 'both' });
    await open();
    expect(one('ask-claude-layout').dataset['layout']).toBe('both');
    const radio = one('ask-claude-layout').querySelector<HTMLElement>('[data-layout="prompt"]');
    if (!radio) throw new Error('no radio');
    await setBox(radio, true);
    expect(background.requestsOf('preview').at(-1)).toMatchObject({ layout: 'prompt' });
    await clear();
    previewing({});
    await open();
    expect(all('ask-claude-layout')).toEqual([]);
  });
});

describe('when the page may have changed', () => {
  const reading = '2026-11-21T08:00:00Z';

  test('GitLab is asked once, and what was frozen stays sendable until it is read again', async () => {
    previewing({ updatedAt: reading });
    await open();
    background.state.changed = true;
    await open({ suspect: 1 });
    await open({ suspect: 2 });
    expect(background.requestsOf('hasChanged')).toEqual([{ previewId: 'preview-1' }]);
    expect(all('ask-claude-stale')).toHaveLength(1);
    expect(sendButton().disabled).toBe(false);
    previewing({ updatedAt: '2026-11-21T08:05:00Z' });
    await send(one('ask-claude-refresh'), click());
    expect(background.requestsOf('preview').at(-1)).toMatchObject({ refresh: true });
    expect(all('ask-claude-stale')).toEqual([]);
  });

  test('nothing is said where it has not', async () => {
    previewing({ updatedAt: reading });
    await open();
    await open({ suspect: 1 });
    expect(background.requestsOf('hasChanged')).toHaveLength(1);
    expect(all('ask-claude-stale')).toEqual([]);
  });

  test('new words on the old reading leave it said', async () => {
    previewing({ updatedAt: reading });
    await open();
    background.state.changed = true;
    await open({ suspect: 1 });
    await type('Why not?');
    await pass(TYPING_PAUSE);
    expect(all('ask-claude-stale')).toHaveLength(1);
  });
});

const escape = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });

describe('by keyboard', () => {
  test('arrow keys move among the presets, and one of them takes the Tab key', async () => {
    await open();
    const arrow = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
    await send(presetsInView()[0] as HTMLElement, arrow);
    expect(document.activeElement).toBe(presetsInView()[1]);
    expect(presetsInView().map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
  });

  test('Escape closes, from inside alone', async () => {
    await open();
    await send(document.body, escape());
    expect(onClose).not.toHaveBeenCalled();
    await send(one('ask-claude-input'), escape());
    expect(onClose).toHaveBeenCalledOnce();
  });

  test('asked for again, the text box has the focus again', async () => {
    await open();
    sendButton().focus();
    await open({ turn: 2 });
    expect(document.activeElement).toBe(one('ask-claude-input'));
  });
});

const orphaned: typeof background.call = async () => ({
  ok: false,
  gone: true,
  error: 'Extension context invalidated.',
});

test('a project in which nothing failed is looked at by one press, and what is found is asked for by another', async () => {
  background.state.diagnosis = { ok: true, value: DIAGNOSIS };
  await openReady();
  expect(all('ask-claude-doctor')).toEqual([]);
  await send(one('ask-claude-check-project'), click());
  await send(one('ask-claude-doctor-ask'), click());
  expect(words()).toBe('Mend this.\n\nWhy?');
});

test('under an update it says so calmly, once, and asks for a reload', async () => {
  await openPanel(orphaned, { gone: true });
  expect(all('ask-claude-error')).toEqual([]);
  expect(document.querySelectorAll('.notice')).toHaveLength(1);
  expect(sendButton().disabled).toBe(true);
});
