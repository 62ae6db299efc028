// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeLineButton } from '../../../../utils/page/buttons/placeLineButton.ts';
import type { Selected } from '../../../../utils/page/selected/Selected.ts';
import { skipUnless } from '../../../skipUnless.ts';
import { fixture, hasRenderedPages, renderedPage, showPage, trusted } from '../fixtures.ts';

let asked: Selected[];
let wanted: boolean;
let ends: AbortController;
beforeEach(() => {
  asked = [];
  wanted = true;
  ends = new AbortController();
  document.getSelection()?.removeAllRanges();
  const words = { label: 'Ask Claude', title: '' };
  placeLineButton(
    document,
    words,
    ends.signal,
    () => wanted,
    (selected) => asked.push(selected),
  );
});
afterEach(() => ends.abort());

function come(selector: string, type = 'pointerover'): void {
  const element = document.querySelector(selector);
  element?.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
}
const hosts = () => [...document.querySelectorAll('ask-claude-line')];
function press(shiftKey = false): void {
  const button = hosts()[0]?.shadowRoot?.querySelector('button');
  button?.dispatchEvent(trusted(new MouseEvent('click', { shiftKey })));
}

test.each([
  ['changes_classic', '.left-side .line', 'src/voucher.js', '- return 1;', { old: 4 }],
  ['changes_classic', '.right-side .line', 'src/voucher.js', '+ return 2;', { new: 4 }],
  ['changes_rapid', '.rd-hunk-lines-inline pre', 'src/vat.js', ' same', { old: 3, new: 4 }],
  ['changes_rapid', '.rd-hunk-lines-parallel td:nth-child(2)', 'src/vat.js', '-before', { old: 4 }],
  ['changes_rapid', '.rd-hunk-lines-parallel td:nth-child(4)', 'src/vat.js', '+after', { new: 5 }],
])(
  '%s: the line under the pointer has one button, which asks with it: %s',
  (name, selector, path, text, numbers) => {
    showPage(fixture(name));
    come(selector);
    expect(hosts()).toHaveLength(1);
    press();
    const sides = Object.entries(numbers).map(([side, at]) => [side, { first: at, last: at }]);
    expect(asked).toEqual([{ text, from: { kind: 'diff', path, ...Object.fromEntries(sides) } }]);
  },
);

test('it comes with the focus, too, and stands beside the button for comments', () => {
  showPage(fixture('changes_classic'));
  come('[data-testid="left-comment-button"]', 'focusin');
  expect(hosts()[0]?.parentElement?.className).toContain('diff-line-num');
});

test('it goes where the pointer leaves the lines, and comes nowhere where nothing can be asked', () => {
  showPage(fixture('changes_classic'));
  come('.left-side .line');
  come('.detail-page-header');
  expect(hosts()).toEqual([]);
  wanted = false;
  come('.left-side .line');
  expect(hosts()).toEqual([]);
});

describe('on a page of a real GitLab', () => {
  skipUnless(hasRenderedPages, 'pages of a real GitLab are not on this machine');

  test('pressed with Shift it asks about all lines from the one pressed before', () => {
    showPage(renderedPage('real-18.9/merge-request-changes'));
    come('[id$="_31_31"] .line');
    press();
    come('[id$="_28_28"] .line');
    press(true);
    expect(asked[0]?.text).toBe('-export const rate30 = 30;');
    expect(asked[1]?.from).toEqual({
      kind: 'diff',
      path: 'src/taxes.js',
      old: { first: 28, last: 31 },
      new: { first: 28, last: 30 },
    });
    expect(asked[1]?.text.split('\n')).toHaveLength(4);
  });

  test('what is selected across the line is asked about as it is', () => {
    showPage(renderedPage('real-18.9/merge-request-changes'));
    const [from, to] = ['[id$="_0_1"] .line', '[id$="_0_2"] .line'].map((selector) =>
      document.querySelector(selector),
    );
    if (from && to) document.getSelection()?.setBaseAndExtent(from, 0, to, to.childNodes.length);
    come('[id$="_0_2"] .line');
    press();
    expect(asked[0]?.from).toMatchObject({ path: 'src/new.js', new: { first: 1, last: 2 } });
  });
});
