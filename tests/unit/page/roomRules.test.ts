// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { USUAL_LAYOUT } from '../../../utils/page/PanelLayout.ts';
import { roomRules } from '../../../utils/page/roomRules.ts';
import { fixture, showPage } from './fixtures.ts';
import { resizeWindow } from './resizeWindow.ts';

const style = document.createElement('style');
beforeEach(() => {
  showPage(fixture('work_item_18_9'));
  document.body.append(style);
});
afterEach(() => style.remove());

/** What the page leaves free in a window of that width; how much it is below a sheet happy-dom cannot compute. */
function roomAt(width: number, layout = USUAL_LAYOUT) {
  resizeWindow(width);
  style.textContent = roomRules(layout);
  const frame = document.querySelector('.js-page-layout');
  if (!frame) throw new Error('The page has no frame.');
  const { paddingRight: right, boxSizing } = getComputedStyle(frame);
  return { right, below: boxSizing === 'border-box' && right === '' };
}

test.each([
  [320, { right: '', below: true }],
  [640, { right: '', below: true }],
  [641, { right: '', below: false }],
  [1199, { right: '', below: false }],
  [1200, { right: '416px', below: false }],
])('a page of %i px makes this room for the panel', (width, room) => {
  expect(roomAt(width)).toEqual(room);
});

test('beside a pinned panel a narrower page makes room too, but not beside a sheet', () => {
  const pinned = { ...USUAL_LAYOUT, width: 360, pinned: true };
  expect([roomAt(640, pinned).right, roomAt(641, pinned).right]).toEqual(['', '376px']);
});

test.each(['left', 'right'] as const)(
  'what is scrolled to comes beside a panel at the %s',
  (side) => {
    expect(roomRules({ ...USUAL_LAYOUT, side })).toContain(`scroll-padding-${side}: 416px`);
  },
);
