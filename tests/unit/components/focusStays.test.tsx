// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { panelStates } from '../../gallery/panelStates.tsx';
import { clear, click, send, settle, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const CONTROLS = 'button:not(:disabled), summary';

/** All that can be pressed in the panel, with everything unfolded. */
function controls(root: HTMLElement): HTMLElement[] {
  for (const details of root.querySelectorAll('details')) details.open = true;
  return [...root.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (element) => !element.closest('[hidden]'),
  );
}

/** What a control is, over all states. */
const nameOf = (control: HTMLElement) =>
  control.dataset['testid'] ?? `${control.className} ${control.textContent}`;

test('the focus stays in the panel, whatever is pressed', async () => {
  const pressed = new Set<string>();
  const lost: string[] = [];
  for (const state of panelStates) {
    const first = controls(await show(state.draw()));
    const todo = first
      .map(nameOf)
      .flatMap((name, index) => (pressed.has(name) ? [] : [{ name, index }]));
    for (const { name, index } of todo) {
      if (pressed.has(name)) continue;
      pressed.add(name);
      await clear();
      const root = await show(state.draw());
      const control = controls(root)[index];
      control?.focus();
      await send(control as Element, click());
      await settle();
      if (!root.contains(document.activeElement)) lost.push(`${state.name}: ${name}`);
    }
    await clear();
  }
  console.info(`Pressed in all states of the panel: ${pressed.size}`);
  expect(pressed.size).toBeGreaterThan(40);
  expect(lost).toEqual([]);
});
