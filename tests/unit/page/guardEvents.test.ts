// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { guardEvents } from '../../../utils/page/guardEvents.ts';
import { trusted } from './fixtures.ts';

let heard: string[];
let end: AbortController;
let button: HTMLButtonElement;
let bait: HTMLTextAreaElement;

beforeEach(() => {
  heard = [];
  end = new AbortController();
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  bait = document.createElement('textarea');
  document.body.replaceChildren(host, bait);
  guardEvents(root, end.signal);
  button = document.createElement('button');
  root.append(button);
  for (const type of ['click', 'keydown', 'input', 'change', 'paste', 'submit'])
    button.addEventListener(type, () => heard.push(type));
});
afterEach(() => end.abort());

const options = { bubbles: true, composed: true, cancelable: true };
const key = (target: Element) =>
  target.dispatchEvent(trusted(new KeyboardEvent('keydown', { ...options, key: 'Enter' })));
const click = (detail: number) =>
  button.dispatchEvent(trusted(new MouseEvent('click', { ...options, detail })));

test.each(['click', 'keydown', 'input', 'change', 'paste', 'submit'])(
  'attack: a %s that a script made up is heard by nobody, and does nothing by itself',
  (type) => {
    const event = new Event(type, options);
    button.dispatchEvent(event);
    expect([heard, event.defaultPrevented]).toEqual([[], true]);
  },
);

test('what a person does is heard', () => {
  click(1);
  key(button);
  click(0);
  expect(heard).toEqual(['click', 'keydown', 'click']);
});

test('attack: a click by a key that went down on something else is none', () => {
  key(bait);
  click(0);
  expect(heard).toEqual([]);
});

test('a click by assistive technology has no key, and is heard', () => {
  click(0);
  key(bait);
  bait.dispatchEvent(trusted(new PointerEvent('pointerdown', options)));
  click(0);
  expect(heard).toEqual(['click', 'click']);
});

test('with its signal the guard ends', () => {
  end.abort();
  button.dispatchEvent(new Event('click', options));
  expect(heard).toEqual(['click']);
});
