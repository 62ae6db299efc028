// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { USUAL_LAYOUT } from '../../../utils/page/PanelLayout.ts';
import { fakeBackground } from './fakeBackground.ts';
import { openPanel } from './openPanel.tsx';
import { clear, send } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));
afterEach(clear);

/** @returns the name of what has the focus then */
async function arrow(key: string): Promise<string | null | undefined> {
  const focused = document.activeElement ?? document.body;
  await send(focused, new KeyboardEvent('keydown', { key, bubbles: true }));
  return document.activeElement?.getAttribute('aria-label');
}

test('the header’s buttons are one stop of the Tab key, and arrow keys move among them', async () => {
  await openPanel(fakeBackground().call, {
    placement: { layout: USUAL_LAYOUT, taken: 0, change: () => undefined },
  });
  const buttons = [...document.querySelectorAll<HTMLElement>('[role="toolbar"] button')];
  const close = buttons.at(-1);
  expect(buttons.filter(({ tabIndex }) => tabIndex >= 0)).toEqual([close]);
  close?.focus();
  const names = buttons.map((button) => button.getAttribute('aria-label'));
  expect(names).toContain('All runs');
  const passed = [];
  for (const _ of buttons.slice(1)) passed.unshift(await arrow('ArrowLeft'));
  expect(passed).toEqual(names.slice(0, -1));
  expect(await arrow('ArrowLeft')).toBe(names[0]);
  expect(await arrow('ArrowRight')).toBe(names[1]);
});

test('where one reads from right to left, the left arrow moves to what stands left: the next one', async () => {
  await openPanel(fakeBackground().call, {
    placement: { layout: USUAL_LAYOUT, taken: 0, change: () => undefined },
  });
  const toolbar = document.querySelector<HTMLElement>('[role="toolbar"]');
  toolbar?.style.setProperty('direction', 'rtl');
  const buttons = [...(toolbar?.querySelectorAll('button') ?? [])];
  const names = buttons.map((button) => button.getAttribute('aria-label'));
  buttons[0]?.focus();
  expect(await arrow('ArrowLeft')).toBe(names[1]);
  expect(await arrow('ArrowRight')).toBe(names[0]);
});
