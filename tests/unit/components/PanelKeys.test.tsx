// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AskPanel } from '../../../components/ask/AskPanel.tsx';
import { generalPresets } from '../../../utils/prompt/catalogue.ts';
import { fakeBackground } from './fakeBackground.ts';
import { PAGE, sampleRun } from './samples.ts';
import { all, clear, one, send, settle, show, type } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const RUNS = [
  sampleRun({ id: 'new', state: 'finished', label: 'Why is it slow?' }),
  sampleRun({ id: 'old', state: 'finished', label: 'Why is it wrong?' }),
];

let background: ReturnType<typeof fakeBackground>;
const close = vi.fn<() => void>();
async function openPanel(): Promise<void> {
  await show(
    <AskPanel
      call={background.call}
      page={PAGE}
      presets={generalPresets('issue', 'page')}
      runs={RUNS}
      gone={false}
      focusTurn={1}
      suspectTurn={0}
      onClose={close}
    />,
  );
  await settle();
}
beforeEach(async () => {
  background = fakeBackground();
  close.mockReset();
  await openPanel();
});
afterEach(clear);

const box = () => one('ask-claude-input') as HTMLTextAreaElement;
const press = async (target: Element, key: string) => {
  await send(target, new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await settle();
};

test('the up arrow brings earlier requests into the empty box, the down arrow leads back', async () => {
  await press(box(), 'ArrowUp');
  expect(box().value).toBe('Why is it slow?');
  await press(box(), 'ArrowUp');
  expect(box().value).toBe('Why is it wrong?');
  await press(box(), 'ArrowUp');
  expect(box().value).toBe('Why is it wrong?');
  await press(box(), 'ArrowDown');
  await press(box(), 'ArrowDown');
  expect(box().value).toBe('');
});

test('an earlier request comes whole, as far as it is remembered', async () => {
  background.state.recalled = { words: 'Why is it slow?\nSince Monday.', preset: 'ask', parts: {} };
  await press(box(), 'ArrowUp');
  expect(box().value).toBe('Why is it slow?\nSince Monday.');
});

test('in words of one’s own the arrows move the cursor', async () => {
  await type('My own');
  await press(box(), 'ArrowUp');
  expect(box().value).toBe('My own');
  await type('');
  await press(box(), 'ArrowUp');
  await type('Why is it slow, really?');
  await press(box(), 'ArrowUp');
  expect(box().value).toBe('Why is it slow, really?');
});

test('Escape goes from the inside out: earlier words, what is unfolded, the panel', async () => {
  await press(box(), 'ArrowUp');
  await press(box(), 'Escape');
  expect([box().value, close.mock.calls.length]).toEqual(['', 0]);
  const evidence = one('ask-claude-evidence') as HTMLDetailsElement;
  evidence.open = true;
  const inside = evidence.querySelector('select, input') as HTMLElement;
  inside.focus();
  await press(inside, 'Escape');
  expect([evidence.open, close.mock.calls.length]).toEqual([false, 0]);
  expect(document.activeElement?.localName).toBe('summary');
  await press(document.activeElement as Element, 'Escape');
  expect(close).toHaveBeenCalledTimes(1);
});

test('a question mark outside of text lists all keys; Escape closes the list, and the focus is where it was', async () => {
  const [part] = all('ask-claude-part') as [HTMLElement];
  part.focus();
  await press(part, '?');
  const list = one('ask-claude-keys');
  expect(list.textContent).toContain('Ctrl ⏎Send');
  expect(list.textContent).toContain('Alt+Shift+KOpen this panel');
  expect(document.activeElement).toBe(list);
  await press(list, 'Escape');
  expect(all('ask-claude-keys')).toEqual([]);
  expect(document.activeElement).toBe(part);
  expect(close).not.toHaveBeenCalled();
});

test('what such a request usually costs and takes is said before Send', async () => {
  background.state.usual = { low: 0.012, high: 0.031, milliseconds: 24_000 };
  await clear();
  await openPanel();
  expect(one('ask-claude-evidence').textContent).toContain('KB · usually 1–3 cents, 24 s');
});

test('in the box a question mark is a letter, and keys of a script are none', async () => {
  await press(box(), '?');
  const key = new KeyboardEvent('keydown', { key: '?', bubbles: true });
  await send(all('ask-claude-part')[0] as Element, key, false);
  expect(all('ask-claude-keys')).toEqual([]);
});
