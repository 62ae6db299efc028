// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AskPanel } from '../../../components/ask/AskPanel.tsx';
import type { Run } from '../../../utils/runs/Run.ts';
import { presetsFor } from '../../../utils/prompt/presets.ts';
import { fakeBackground } from './fakeBackground.ts';
import { PAGE, sampleOutcome, sampleRun } from './samples.ts';
import { all, clear, click, one, send, settle, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const THREAD = '4b66bf81044a2d318cc07150a72f5c4721b9635d';
let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
});
afterEach(clear);

const open = (...runs: Run[]) =>
  show(
    <AskPanel
      call={background.call}
      page={PAGE}
      presets={presetsFor('issue', 'page')}
      runs={runs}
      gone={false}
      focusTurn={1}
      suspectTurn={0}
      onClose={() => undefined}
    />,
  );
const press = async (testId: string) => {
  await send(one(testId), click());
  await settle(400);
};
const box = () => one('ask-claude-input') as HTMLTextAreaElement;
const chosen = () =>
  all('ask-claude-preset').find((radio) => radio.getAttribute('aria-checked') === 'true')?.dataset[
    'preset'
  ];
const lastPreview = () => background.requestsOf('preview').at(-1);
const answered = sampleRun({ id: 'a', state: 'finished', outcome: sampleOutcome() });
const failed = sampleRun({ id: 'f', state: 'failed', label: 'First line' });

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
    expect(background.requestsOf('saveDraft')).toEqual([
      {
        discussionId: THREAD,
        draft: { words: 'First line', preset: 'ask', continues: '' },
      },
    ]);
    expect(background.requestsOf('openPanel')).toEqual([{ discussionId: THREAD }]);
  });

  test('can be followed up where it has an answer, until that is taken back', async () => {
    await open(answered);
    await press('ask-claude-continue');
    expect(lastPreview()).toMatchObject({ continues: 'a' });
    expect(one('ask-claude-continues').dataset['runId']).toBe('a');
    const end = one('ask-claude-continues').querySelector('button');
    if (end) await send(end, click());
    await settle(400);
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
  });

  test('of a merge request is carried out by the preset for any change', async () => {
    await open({ ...plan, page: { type: 'merge_request', iid: 34, title: 'Add vouchers' } });
    await press('ask-claude-approve');
    expect(chosen()).toBe('make-change');
  });

  test('is amended in the box', async () => {
    await open(plan);
    await press('ask-claude-amend');
    expect(chosen()).toBe('implement-issue');
    expect(box().value).toContain('1. Do it.');
    expect(lastPreview()).not.toHaveProperty('continues');
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

  test('that is being cancelled is not offered', async () => {
    await open({ ...going, state: 'canceling' });
    expect(all('ask-claude-supersede')).toEqual([]);
  });
});
