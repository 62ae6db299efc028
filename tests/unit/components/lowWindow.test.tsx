// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AskPanel } from '../../../components/ask/AskPanel.tsx';
import { generalPresets } from '../../../utils/prompt/catalogue.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { fakeBackground } from './fakeBackground.ts';
import { PAGE, sampleOutcome, sampleRun } from './samples.ts';
import { clear, click, one, send, show, type } from './show.tsx';

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
const open = (...runs: Run[]) =>
  show(
    <AskPanel
      call={background.call}
      page={PAGE}
      presets={generalPresets('issue', 'page')}
      runs={runs}
      gone={false}
      focusTurn={1}
      suspectTurn={0}
      onClose={() => undefined}
    />,
  );
const isFolded = () => document.querySelector('.composer')?.classList.contains('folded');

test('in a low window the composer is one line beside runs, and opens with the first letter', async () => {
  await open();
  expect(isFolded()).toBe(false);
  await open(ANSWERED);
  expect(isFolded()).toBe(true);
  await type('W');
  expect(isFolded()).toBe(false);
});

test('where there is room, or words, it stays open', async () => {
  background.state.draft = { words: 'Typed' };
  await open(ANSWERED);
  expect(isFolded()).toBe(false);
  await clear();
  background = fakeBackground();
  lowWindow(false);
  await open(ANSWERED);
  expect(isFolded()).toBe(false);
});

test('it opens by a press, and folds again once a press elsewhere in the panel has ended', async () => {
  await open(ANSWERED);
  await send(one('ask-claude-input'), click());
  expect(isFolded()).toBe(false);
  const heading = document.querySelector('h4');
  if (!heading) throw new Error('no run');
  await send(heading, new Event('pointerdown', { bubbles: true }));
  await send(heading, new FocusEvent('focusin', { bubbles: true }));
  expect(isFolded()).toBe(false);
  await send(heading, click());
  expect(isFolded()).toBe(true);
});
