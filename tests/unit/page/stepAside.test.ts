// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stepAside } from '../../../utils/page/stepAside.ts';
import { resizeWindow, standAt } from './resizeWindow.ts';

const step = vi.fn<(how: 'across' | 'down') => void>();
let gone: AbortController;
let control: HTMLButtonElement;
let panel: HTMLElement;

beforeEach(() => {
  step.mockReset();
  gone = new AbortController();
  control = document.createElement('button');
  const host = document.createElement('div');
  panel = document.createElement('div');
  host.attachShadow({ mode: 'open' }).append(panel);
  panel.append(document.createElement('button'));
  document.body.replaceChildren(control, host);
  stepAside(window, () => panel, step, gone.signal);
});
afterEach(() => gone.abort());

/** Where the focus goes to in a window of that width, and where the panel stands there. */
function focusAt(width: number, area: [number, number], place: [number, number]): void {
  resizeWindow(width);
  standAt(control, ...area, 500, 530);
  standAt(panel, ...place, width <= 640 ? 320 : 8, 792);
  control.focus();
}

test.each([
  ['right', [800, 900], [592, 992]],
  ['left', [40, 200], [8, 408]],
] as const)('a panel at the %s goes to the other side of what it would hide', (_, area, place) => {
  focusAt(1000, [...area], [...place]);
  expect(step.mock.calls).toEqual([['across']]);
});

test.each([
  ['beside it', 1000, [40, 200], [592, 992]],
  ['as wide as the page, which the other side would hide no less', 1000, [0, 1000], [592, 992]],
  ['in a window that is wide enough to dock it', 1200, [900, 1000], [792, 1192]],
] as const)('it stays for a control %s', (_, width, area, place) => {
  focusAt(width, [...area], [...place]);
  expect(step).not.toHaveBeenCalled();
});

test('a sheet goes down for what lies beneath it', () => {
  focusAt(640, [40, 200], [0, 640]);
  expect(step.mock.calls).toEqual([['down']]);
});

test('it stays for the focus within itself, and once it has closed', () => {
  resizeWindow(1000);
  standAt(panel, 592, 992);
  panel.querySelector('button')?.focus();
  gone.abort();
  focusAt(1000, [800, 900], [592, 992]);
  expect(step).not.toHaveBeenCalled();
});
