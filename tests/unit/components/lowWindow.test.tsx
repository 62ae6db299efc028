// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Run } from '../../../utils/runs/Run.ts';
import { fakeBackground } from './fakeBackground.ts';
import { openPanel } from './openPanel.tsx';
import { sampleOutcome, sampleRun } from './samples.ts';
import { clear, click, one, send, type } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const ANSWERED = sampleRun({ state: 'finished', outcome: sampleOutcome() });
let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
  lowWindow(true);
});
afterEach(clear);

function lowWindow(matches: boolean): void {
  vi.stubGlobal('matchMedia', () => ({ matches }));
}
const open = (...runs: Run[]) => openPanel(background.call, { runs });
const isFolded = () => document.querySelector('.composer')?.classList.contains('folded');

const heading = () => {
  const [first] = document.querySelectorAll('h4');
  if (!first) throw new Error('no run');
  return first;
};

test('in a low window presets are in view on opening, also beside runs', async () => {
  await open(ANSWERED);
  expect(isFolded()).toBe(false);
});

test('a run that comes, and words that are deleted, fold nothing', async () => {
  await open();
  await open(ANSWERED);
  expect(isFolded()).toBe(false);
  await type('W');
  await type('');
  expect(isFolded()).toBe(false);
});

test.each(['wheel', 'touchmove'])(
  'it is one line once the runs are scrolled (%s), and opens with the first letter',
  async (scrolling) => {
    await open(ANSWERED);
    await send(one('ask-claude-input'), new Event(scrolling, { bubbles: true }));
    expect(isFolded()).toBe(false);
    await send(heading(), new Event(scrolling, { bubbles: true }));
    expect(isFolded()).toBe(true);
    await type('W');
    expect(isFolded()).toBe(false);
  },
);

test('where there is room, or words, it stays open', async () => {
  background.state.draft = { words: 'Typed' };
  await open(ANSWERED);
  await send(heading(), click());
  expect(isFolded()).toBe(false);
  await clear();
  background = fakeBackground();
  lowWindow(false);
  await open(ANSWERED);
  await send(heading(), click());
  expect(isFolded()).toBe(false);
});

test('it folds once a press elsewhere in the panel has ended', async () => {
  await open(ANSWERED);
  await send(heading(), new Event('pointerdown', { bubbles: true }));
  await send(heading(), new FocusEvent('focusin', { bubbles: true }));
  expect(isFolded()).toBe(false);
  await send(heading(), click());
  expect(isFolded()).toBe(true);
  await send(one('ask-claude-input'), click());
  expect(isFolded()).toBe(false);
});
