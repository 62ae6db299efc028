// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AskPanel } from '../../../components/ask/AskPanel.tsx';
import type { Situation } from '../../../utils/context/Situation.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import { generalPresets } from '../../../utils/prompt/catalogue.ts';
import { fakeBackground } from './fakeBackground.ts';
import { PAGE, samplePreview, sampleRun } from './samples.ts';
import { all, clear, click, one, send, settle, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const MERGE_REQUEST: PageRef = { ...PAGE, type: 'merge_request', iid: 34 };
const THREAD = '4b66bf81044a2d318cc07150a72f5c4721b9635d';
const ALL: Situation[] = [
  { kind: 'failed_pipeline' },
  { kind: 'conflict' },
  { kind: 'open_thread', discussionId: THREAD, label: 'src/a.js:3' },
  { kind: 'draft' },
];

let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
});
afterEach(clear);

async function open(situations: Situation[], page = MERGE_REQUEST, runs = 0): Promise<void> {
  background.state.preview = () => ({ ok: true, value: samplePreview({ page, situations }) });
  await show(
    <AskPanel
      call={background.call}
      page={page}
      presets={generalPresets(page.type, 'page')}
      runs={Array.from({ length: runs }, () => sampleRun({ state: 'finished' }))}
      gone={false}
      focusTurn={1}
      suspectTurn={0}
      onClose={() => undefined}
    />,
  );
  await settle();
}

const shown = () => all('ask-claude-suggestion').map(({ dataset }) => dataset['kind']);
const press = async (kind: string) => {
  const button = all('ask-claude-suggestion').find(({ dataset }) => dataset['kind'] === kind);
  if (!button) throw new Error(`There is no ${kind}.`);
  await send(button, click());
  await settle();
};
const chosen = () =>
  document.querySelector<HTMLElement>('[data-testid="ask-claude-preset"][aria-checked="true"]')
    ?.dataset['preset'];
const words = () => (one('ask-claude-input') as HTMLTextAreaElement).value;

test('the empty panel suggests three things at most, the most pressing first', async () => {
  await open(ALL);
  expect(shown()).toEqual(['failed_pipeline', 'conflict', 'open_thread']);
});

test('a press chooses the preset, and leads to Send, which fires nothing by itself', async () => {
  await open(ALL);
  await press('failed_pipeline');
  expect([chosen(), document.activeElement]).toEqual([
    'suggest-pipeline-fix',
    one('ask-claude-send'),
  ]);
  expect([background.requestsOf('send'), shown()]).toEqual([[], []]);
});

test('an open thread is gone to', async () => {
  await open(ALL);
  await press('open_thread');
  const proposed = { preset: 'answer-thread', focus: 'send' };
  expect(background.requestsOf('openPanel')).toEqual([{ discussionId: THREAD, proposed }]);
});

test('an issue without description gets words into the box', async () => {
  await open([{ kind: 'no_description' }], PAGE);
  await press('no_description');
  expect([chosen(), words()]).toEqual(['ask', expect.stringContaining('no description')]);
});

test('a pipeline that failed in flaky jobs alone is suggested with their names', async () => {
  await open([{ kind: 'failed_pipeline', flaky: ['unit', 'lint'] }]);
  expect(one('ask-claude-suggestion').textContent).toContain('(flaky: unit, lint)');
});

test('what is hidden from everybody is not suggested', async () => {
  background.state.presets = { ok: true, value: { presets: [], bad: [] } };
  await open([{ kind: 'conflict' }]);
  expect(shown()).toEqual([]);
});

test('nothing is suggested beside words, runs, or where nothing asks for it', async () => {
  await open([]);
  expect(shown()).toEqual([]);
  await clear();
  background.state.draft = { words: 'Why?' };
  await open(ALL);
  expect(shown()).toEqual([]);
  await clear();
  background.state.draft = { words: '' };
  await open(ALL, MERGE_REQUEST, 1);
  expect(shown()).toEqual([]);
});

test('they are one stop of the Tab key, and arrow keys move among them', async () => {
  await open(ALL);
  const buttons = all('ask-claude-suggestion');
  expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  buttons[0]?.focus();
  await send(
    buttons[0] ?? document.body,
    new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }),
  );
  expect(document.activeElement).toBe(buttons[2]);
  expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
});
