// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ArmedPress, createArming } from '../../../utils/page/armPresses.ts';
import { trusted } from './fixtures.ts';

let seen: boolean;
let painted: boolean | null;
vi.mock('../../../utils/page/isReallyVisible.ts', () => ({
  isReallyVisible: () => seen,
  watchPainted: () => () => painted,
}));

/** What came of the presses: `sent`, or why one did not count. */
let came: string[];
let left: number;
let armed: ArmedPress;
let button: HTMLButtonElement;
let end: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  [seen, painted, came, left] = [true, null, [], 100];
  end = new AbortController();
  const panel = document.createElement('div');
  panel.getBoundingClientRect = () => new DOMRect(left, 0, 400, 800);
  button = document.createElement('button');
  panel.append(button);
  document.body.replaceChildren(panel);
  armed = createArming(() => panel)(button, end.signal);
  // The panel has slid in.
  vi.advanceTimersByTime(2000);
});
afterEach(() => {
  end.abort();
  vi.useRealTimers();
});

const options = { bubbles: true, composed: true };
const movePointer = (x: number) =>
  button.dispatchEvent(trusted(new PointerEvent('pointermove', { ...options, clientX: x })));
const pressKey = (key: string) =>
  button.dispatchEvent(trusted(new KeyboardEvent('keydown', { ...options, key })));
const elsewhere = () => document.body.appendChild(document.createElement('input'));
const controlKey = () => trusted(new KeyboardEvent('keydown', { ...options, key: 'Control' }));
const focus = () => button.dispatchEvent(trusted(new FocusEvent('focus')));
const press = (event: Event) =>
  armed.pressed(
    event,
    () => came.push('sent'),
    (why) => came.push(why),
  );
const click = () => trusted(new MouseEvent('click', { ...options, detail: 1 }));
const keyClick = () => trusted(new MouseEvent('click', { ...options, detail: 0 }));

test('a press fires at once where the pointer has rested for half a second', () => {
  movePointer(10);
  vi.advanceTimersByTime(600);
  press(click());
  expect(came).toEqual(['sent']);
});

test('an early press is remembered, and fires when the half second is over', () => {
  movePointer(10);
  vi.advanceTimersByTime(100);
  press(click());
  expect(came).toEqual([]);
  vi.advanceTimersByTime(400);
  expect(came).toEqual(['sent']);
});

test('a press by key fires where a person moved the focus there, or our own code for them', () => {
  pressKey('Tab');
  focus();
  vi.advanceTimersByTime(600);
  press(keyClick());
  button.dispatchEvent(new FocusEvent('blur'));
  armed.focusing();
  focus();
  vi.advanceTimersByTime(600);
  press(keyClick());
  expect(came).toEqual(['sent', 'sent']);
});

describe('no press', () => {
  test('attack: is what a script made up', () => {
    movePointer(10);
    vi.advanceTimersByTime(600);
    press(new MouseEvent('click', { ...options, detail: 1 }));
    vi.advanceTimersByTime(600);
    expect(came).toEqual([]);
  });

  test('attack: is a key on what a script has put the focus on', () => {
    focus();
    vi.advanceTimersByTime(600);
    press(keyClick());
    expect(came).toEqual(['unarmed']);
  });

  test('attack: is a key, where one before it went elsewhere and no event told of the focus that moved', () => {
    armed.focusing();
    focus();
    vi.advanceTimersByTime(600);
    elsewhere().dispatchEvent(controlKey());
    press(keyClick());
    expect(came).toEqual(['unarmed']);
  });

  test.each([
    ['a key', controlKey],
    ['the pointer', () => trusted(new PointerEvent('pointerdown', options))],
  ])('attack: is a key, where %s went elsewhere right after it was pressed', (_, act) => {
    button.dispatchEvent(trusted(new PointerEvent('pointerdown', options)));
    focus();
    button.dispatchEvent(trusted(new FocusEvent('blur')));
    elsewhere().dispatchEvent(act());
    focus();
    vi.advanceTimersByTime(600);
    press(keyClick());
    expect(came).toEqual(['unarmed']);
  });

  test.each([
    ['is covered', () => (seen = false)],
    ['is not painted, as the browser says', () => (painted = false)],
  ])('attack: is one on a panel that %s', (_, hide) => {
    movePointer(10);
    vi.advanceTimersByTime(600);
    hide();
    press(click());
    expect(came).toEqual(['covered']);
  });

  test('attack: is one on a panel that moved just before', () => {
    movePointer(10);
    vi.advanceTimersByTime(600);
    left = 300;
    vi.advanceTimersByTime(100);
    press(click());
    vi.advanceTimersByTime(2000);
    expect(came).toEqual(['moved']);
  });

  test('attack: is one on a panel that came to a resting pointer, however long ago', () => {
    const resting = trusted(new PointerEvent('pointermove', { ...options, clientX: 900 }));
    document.body.dispatchEvent(resting);
    left = 700;
    vi.advanceTimersByTime(60_000);
    press(click());
    vi.advanceTimersByTime(2000);
    movePointer(901);
    vi.advanceTimersByTime(600);
    press(click());
    expect(came).toEqual(['moved', 'sent']);
  });

  test('attack: is one after which the panel moves before it fires', () => {
    movePointer(10);
    press(click());
    left = 300;
    vi.advanceTimersByTime(600);
    expect(came).toEqual(['moved']);
  });

  test('fires after the panel was closed', () => {
    movePointer(10);
    press(click());
    end.abort();
    vi.advanceTimersByTime(600);
    expect(came).toEqual([]);
  });
});

test('a panel that slides in while it opens has not moved', () => {
  const opened = createArming(() => button.parentElement)(button, end.signal);
  left = 500;
  vi.advanceTimersByTime(100);
  movePointer(10);
  vi.advanceTimersByTime(600);
  opened.pressed(
    click(),
    () => came.push('sent'),
    (why) => came.push(why),
  );
  expect(came).toEqual(['sent']);
});
