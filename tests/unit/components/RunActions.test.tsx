// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AskPanelProps } from '../../../components/ask/AskPanel.tsx';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import type { RecalledAsk } from '../../../utils/storage/asks.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { presetsFor } from '../../../utils/prompt/presets.ts';
import { fakeBackground } from './fakeBackground.ts';
import { openPanel, TYPING_PAUSE } from './openPanel.tsx';
import { PAGE, sampleOutcome, sampleRun } from './samples.ts';
import { all, clear, click, holdClock, one, pass, send, type } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const THREAD = '4b66bf81044a2d318cc07150a72f5c4721b9635d';
const GONE = '0'.repeat(40);
const MERGE_REQUEST: PageRef = { ...PAGE, type: 'merge_request', iid: 34 };
const ON_PAGE = presetsFor('merge_request', 'page');
let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
});
holdClock();
afterEach(clear);

const open = (...runs: Run[]) =>
  openPanel(background.call, { runs, presets: presetsFor('issue', 'page') });
const press = async (testId: string) => {
  await send(one(testId), click());
  await pass(TYPING_PAUSE);
};
const box = () => one('ask-claude-input') as HTMLTextAreaElement;
const chosen = () =>
  all('ask-claude-preset').find((radio) => radio.getAttribute('aria-checked') === 'true')?.dataset[
    'preset'
  ];
const lastPreview = () => background.requestsOf('preview').at(-1);
const answered = sampleRun({ id: 'a', state: 'finished', outcome: sampleOutcome() });
const failed = sampleRun({ id: 'f', state: 'failed', label: 'First line' });

test('a fix that was suggested can be committed by Claude: its request stands ready, and Send waits for a press', async () => {
  const finding = {
    path: 'src/voucher.js',
    side: 'new',
    from: 8,
    to: 8,
    severity: 'major',
    quote: 'x',
    text: 'Wrong.',
    suggestion: 'y',
  } as const;
  const outcome = sampleOutcome({ findings: [finding] });
  await open({ ...answered, preset: 'suggest-pipeline-fix', outcome });
  await press('ask-claude-commit-fix');
  const draft = { preset: 'fix-failing-pipeline', continues: 'a' };
  expect(background.requestsOf('saveDraft').at(-1)).toMatchObject({ draft });
  expect(background.requestsOf('send')).toEqual([]);
});

describe('a run that has ended', () => {
  test('can be asked again as it was: Send waits for a press', async () => {
    background.state.recalled = {
      words: 'First line\nand the rest',
      preset: 'implement-issue',
      parts: { comments: false },
      images: { 'ab/bug.png': false },
    };
    await open(failed);
    await press('ask-claude-again');
    expect(lastPreview()).toMatchObject({
      words: 'First line\nand the rest',
      preset: 'implement-issue',
      parts: { comments: false },
      images: { 'ab/bug.png': false },
    });
    expect(background.requestsOf('send')).toEqual([]);
    expect(document.activeElement).toBe(one('ask-claude-send'));
  });

  test('gives its words back, or its first line where they are forgotten; what was typed stays', async () => {
    background.state.draft = { words: 'Typed' };
    await open(failed);
    await press('ask-claude-edit');
    expect(box().value).toBe('First line\n\nTyped');
    expect(document.activeElement).toBe(box());
  });

  test('of a thread is asked again there', async () => {
    await open({ ...failed, discussionId: THREAD });
    await press('ask-claude-edit');
    const proposed = { words: 'First line', preset: 'ask', focus: 'words', parts: {} };
    expect(background.requestsOf('openPanel')).toEqual([{ discussionId: THREAD, proposed }]);
    expect(box().value).toBe('');
  });

  describe('that resolves threads', () => {
    const fixing: Run = {
      ...failed,
      preset: 'fix-threads',
      page: { type: 'merge_request', iid: 34, title: 'Vouchers' },
      threads: [{ id: THREAD, label: 'src/voucher.js:13' }],
    };
    const openOn = (more: Partial<AskPanelProps> = {}) =>
      openPanel(background.call, {
        runs: [fixing],
        page: MERGE_REQUEST,
        presets: ON_PAGE,
        ...more,
      });

    test.each<[string, RecalledAsk | null, string[]]>([
      [
        'as it was ticked, gone threads and all',
        { words: 'Tests too.', preset: 'fix-threads', parts: {}, threads: [THREAD, GONE] },
        [THREAD, GONE],
      ],
      ['with the threads that it was sent with, where the rest is forgotten', null, [THREAD]],
    ])('is asked again %s', async (_, asked, threads) => {
      background.state.recalled = asked;
      await openOn();
      await press('ask-claude-again');
      expect(chosen()).toBe('fix-threads');
      expect(lastPreview()).toMatchObject({ preset: 'fix-threads', threads });
      expect(background.requestsOf('send')).toEqual([]);
    });

    test('is asked again with its ticks after others were made meanwhile', async () => {
      await openOn({ proposed: { preset: 'fix-threads', threads: [GONE], focus: 'words' } });
      await pass(TYPING_PAUSE);
      expect(lastPreview()).toMatchObject({ threads: [GONE] });
      await press('ask-claude-again');
      expect(lastPreview()).toMatchObject({ threads: [THREAD] });
    });

    test('is asked again on its page with its ticks, from the panel of a thread', async () => {
      await openOn({ discussionId: GONE, presets: presetsFor('merge_request', 'thread') });
      await press('ask-claude-again');
      expect(background.requestsOf('openPanel')).toMatchObject([
        { proposed: { preset: 'fix-threads', threads: [THREAD] } },
      ]);
      expect(background.requestsOf('openPanel')[0]).not.toHaveProperty('discussionId');
    });
  });

  test('can be followed up where it has an answer, until that is taken back', async () => {
    await open(answered);
    await press('ask-claude-continue');
    expect(lastPreview()).toMatchObject({ continues: 'a' });
    expect(one('ask-claude-continues').dataset['runId']).toBe('a');
    const end = one('ask-claude-continues').querySelector('button');
    if (end) await send(end, click());
    await pass(TYPING_PAUSE);
    expect(lastPreview()).not.toHaveProperty('continues');
    await open(failed);
    expect(all('ask-claude-continue')).toEqual([]);
  });

  test('a run that goes on offers none of it', async () => {
    await open(sampleRun({ state: 'running' }));
    expect(all('ask-claude-again')).toEqual([]);
  });
});

describe('a plan', () => {
  const plan = {
    ...answered,
    mode: 'plan',
    outcome: sampleOutcome({ answer: '1. Do it.' }),
  } as const;

  test('is approved into a change that carries it, and sent by hand', async () => {
    await open(plan);
    await press('ask-claude-approve');
    expect(chosen()).toBe('implement-issue');
    expect(lastPreview()).toMatchObject({ preset: 'implement-issue', continues: 'a' });
    expect(background.requestsOf('send')).toEqual([]);
    expect(one('ask-claude-plan-confirm').textContent).toContain('Opens a merge request');
    await press('ask-claude-plan-send');
    expect(background.requestsOf('send')).toHaveLength(1);
  });

  test('is not carried out after Escape: the box is as it was, and the focus where it was', async () => {
    background.state.draft = { words: 'Typed', preset: 'ask' };
    await open(plan);
    one('ask-claude-approve').focus();
    await press('ask-claude-approve');
    expect(document.activeElement).toBe(one('ask-claude-approve'));
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
    await send(one('ask-claude-approve'), escape);
    expect(background.state.draft).toMatchObject({ words: 'Typed', preset: 'ask', continues: '' });
    expect(all('ask-claude-plan-confirm')).toEqual([]);
    expect(document.activeElement).toBe(one('ask-claude-approve'));
    expect(all('ask-claude-dialog')).toHaveLength(1);
  });

  test('can still be sent after a reload, and the ✕ leaves nothing of it in the box', async () => {
    background.state.draft = { words: 'Carry it out.', preset: 'implement-issue', continues: 'a' };
    await open(plan);
    await press('ask-claude-plan-back');
    expect(box().value).toBe('');
    expect(document.activeElement).toBe(one('ask-claude-approve'));
  });

  test('of a merge request is carried out by the preset for any change', async () => {
    await open({ ...plan, page: { type: 'merge_request', iid: 34, title: 'Add vouchers' } });
    await press('ask-claude-approve');
    expect(chosen()).toBe('make-change');
  });

  test('is edited in its place, and what is approved are then the user’s words', async () => {
    await open(plan);
    await press('ask-claude-amend');
    await type('2. Do it well.', 'ask-claude-plan');
    expect(background.state.followUp).toEqual({ plan: '2. Do it well.' });
    await press('ask-claude-approve');
    expect(chosen()).toBe('implement-issue');
    expect(box().value).toContain('2. Do it well.');
    expect(lastPreview()).toMatchObject({ amends: ['a'] });
    expect(lastPreview()).not.toHaveProperty('continues');
    await press('ask-claude-plan-send');
    expect(all('ask-claude-plan')).toEqual([]);
  });

  test('that was edited is so after a reload, until the edits are discarded', async () => {
    background.state.followUp = { plan: '2. Do it well.' };
    await open(plan);
    expect((one('ask-claude-plan') as HTMLTextAreaElement).value).toBe('2. Do it well.');
    await press('ask-claude-amend');
    await press('ask-claude-approve');
    expect(box().value).not.toContain('well');
    expect(lastPreview()).toMatchObject({ continues: 'a' });
  });

  test('without a word left is not approved', async () => {
    background.state.followUp = { plan: ' ' };
    await open(plan);
    expect(one('ask-claude-approve')).toHaveProperty('disabled', true);
  });

  test('that has expired says so, and is made again or approved all the same', async () => {
    background.state.expired = true;
    background.state.recalled = { words: 'How?', preset: 'suggest-approach', parts: {} };
    await open({ ...plan, head: 'c0ffee' });
    expect(all('ask-claude-plan-expired')).toHaveLength(1);
    await press('ask-claude-plan-again');
    expect(box().value).toBe('How?');
    await press('ask-claude-approve');
    expect(lastPreview()).toMatchObject({ continues: 'a' });
  });

  test('that expires between its sight and its approval is not put into the box', async () => {
    await open({ ...plan, head: 'c0ffee' });
    background.state.expired = true;
    await press('ask-claude-approve');
    expect(all('ask-claude-plan-expired')).toHaveLength(1);
    expect(box().value).toBe('');
  });

  test('an answer is no plan', async () => {
    await open(answered);
    expect(all('ask-claude-approve')).toEqual([]);
  });
});

describe('a run that still goes on', () => {
  const going = sampleRun({ id: 'g', state: 'running', pipelineId: 9 });

  test('is cancelled for the next one only where that is ticked', async () => {
    background.state.draft = { words: 'Why?' };
    await open(going);
    await press('ask-claude-send');
    expect(background.requestsOf('send')[0]).not.toHaveProperty('supersede');
    await clear();
    background = fakeBackground();
    background.state.draft = { words: 'Why?' };
    await open(going);
    const tick = one('ask-claude-supersede') as HTMLInputElement;
    tick.checked = true;
    await send(tick, new Event('change', { bubbles: true }));
    await press('ask-claude-send');
    expect(background.requestsOf('send')[0]).toMatchObject({ supersede: ['g'] });
  });

  test('is added to: kept, and put into the box in its place with what was asked', async () => {
    background.state.recalled = { words: 'Why?', preset: 'ask', parts: {} };
    await open({ ...going, id: 'other' }, going);
    const [, add] = all('ask-claude-add');
    if (add) await send(add, click());
    await type('And how?', 'ask-claude-added');
    expect(background.state.followUp).toEqual({ added: 'And how?' });
    await press('ask-claude-add-send');
    expect(box().value).toBe('Why?\n\nAnd how?');
    expect(background.state.followUp).toEqual({});
    expect(background.requestsOf('send')).toEqual([]);
    await press('ask-claude-send');
    expect(background.requestsOf('send')[0]).toMatchObject({ supersede: ['g'] });
  });

  test('what was added becomes the follow-up once it has ended, also after a reload', async () => {
    background.state.followUp = { added: 'And how?' };
    await open({ ...answered, preset: 'ask' });
    await press('ask-claude-add-send');
    expect(box().value).toBe('And how?');
    expect(lastPreview()).toMatchObject({ continues: 'a', preset: 'ask' });
    expect(all('ask-claude-added')).toEqual([]);
  });

  test('what was added to one that came to nothing is asked with it, and may be discarded', async () => {
    background.state.followUp = { added: 'And how?' };
    await open(failed);
    await press('ask-claude-add-send');
    expect(box().value).toBe('First line\n\nAnd how?');
    await clear();
    background = fakeBackground();
    background.state.followUp = { added: 'And how?' };
    await open(failed);
    await press('ask-claude-add-discard');
    expect(background.state.followUp).toEqual({});
  });

  test('that is being cancelled is not offered', async () => {
    await open({ ...going, state: 'canceling' });
    expect(all('ask-claude-supersede')).toEqual([]);
  });
});
