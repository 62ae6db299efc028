// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { readSelection } from '../../../../utils/page/selected/readSelection.ts';
import { skipUnless } from '../../../skipUnless.ts';
import { fixture, hasRenderedPages, renderedPage, showPage } from '../fixtures.ts';

beforeEach(() => document.getSelection()?.removeAllRanges());

function at(selector: string): Element {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`The page has no ${selector}`);
  return element;
}

/** Selects from the beginning of one element to the end of another. */
function select(from: string, to = from): void {
  const [first, last] = [at(from), at(to)];
  document.getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length);
}
const origin = () => readSelection(document)?.from;

test('lines of a log say their numbers and the job', () => {
  showPage(fixture('job'));
  select('.job-log-line:nth-child(1) .job-log-line-content', '.job-log-line:nth-child(2)');
  expect(origin()).toEqual({ kind: 'log', job: 'test', lines: { first: 1, last: 2 } });
});

test('lines of a file say path, branch and numbers', () => {
  showPage(fixture('file'));
  select('#LC2');
  expect(readSelection(document)).toEqual({
    text: 'export const two = 2;',
    from: { kind: 'file', path: 'src/total.js', ref: 'main', lines: { first: 2, last: 2 } },
  });
});

test('what ends where the next line begins does not count that line', () => {
  showPage(fixture('file'));
  document.getSelection()?.setBaseAndExtent(at('#LC1'), 0, at('#LC2'), 0);
  expect(origin()).toMatchObject({ lines: { first: 1, last: 1 } });
});

test.each([
  ['changes_classic', '.left-side .line', { old: { first: 4, last: 4 } }, 'src/voucher.js'],
  ['changes_classic', '.right-side .line', { new: { first: 4, last: 4 } }, 'src/voucher.js'],
  [
    'changes_rapid',
    '.rd-hunk-lines-parallel [data-position="old"] pre',
    { old: { first: 4, last: 4 } },
    'src/vat.js',
  ],
  [
    'changes_rapid',
    '.rd-hunk-lines-parallel [data-position="new"] pre',
    { new: { first: 5, last: 5 } },
    'src/vat.js',
  ],
  [
    'changes_rapid',
    '.rd-hunk-lines-inline pre',
    { old: { first: 3, last: 3 }, new: { first: 4, last: 4 } },
    'src/vat.js',
  ],
])('a line of a diff in %s, at %s', (name, selector, sides, path) => {
  showPage(fixture(name));
  select(selector);
  expect(origin()).toEqual({ kind: 'diff', path, ...sides });
});

const NOTE = `<li id="note_5"><a class="js-user-link" data-username="mia">Mia</a>
  <div class="note-text"><p>First</p><p>Second</p></div><button>Reply</button></li>`;

test('a comment says its author', () => {
  showPage(NOTE);
  select('.note-text');
  expect(origin()).toEqual({ kind: 'comment', author: 'mia' });
});

test('a triple click, which ends behind the comment, is still of that comment', () => {
  showPage(NOTE);
  document.getSelection()?.setBaseAndExtent(at('p:last-child'), 0, at('button'), 0);
  expect(origin()).toEqual({ kind: 'comment', author: 'mia' });
});

test('two comments together are of none', () => {
  showPage(NOTE + NOTE.replace('note_5', 'note_6'));
  select('#note_5 .note-text', '#note_6 .note-text');
  expect(readSelection(document)?.text).toContain('Second');
  expect(origin()).toBeUndefined();
});

test.each([
  ['nothing', '<p class="at"></p>'],
  ['blanks', '<p class="at"> \n </p>'],
  ['an editor', '<div contenteditable="true"><p class="at">x</p></div>'],
  ['our own panel', '<ask-claude-panel class="at">x</ask-claude-panel>'],
])('%s is no selection', (_, html) => {
  showPage(html);
  select('.at');
  expect(readSelection(document)).toBeNull();
});

describe('on pages of a real GitLab', () => {
  skipUnless(hasRenderedPages, 'pages of a real GitLab are not on this machine');

  test.each<[string, string, string, object]>([
    [
      'job',
      '#L32 ~ .job-log-line-content',
      '.job-log-line:has(#L35)',
      { kind: 'log', job: 'test', lines: { first: 32, last: 35 } },
    ],
    [
      'blob',
      '#LC3',
      '#LC5',
      { kind: 'file', path: 'src/total.js', ref: 'main', lines: { first: 3, last: 5 } },
    ],
    [
      'merge-request-changes',
      '[id$="_0_1"] .line',
      '[id$="_0_2"] .line',
      { kind: 'diff', path: 'src/new.js', new: { first: 1, last: 2 } },
    ],
    [
      'merge-request-changes',
      '[id$="_31_31"] .line',
      '[id$="_32_31"] .line',
      {
        kind: 'diff',
        path: 'src/taxes.js',
        old: { first: 31, last: 31 },
        new: { first: 31, last: 31 },
      },
    ],
    [
      'merge-request-overview',
      'tr.line_holder .line',
      'tr.line_holder:nth-child(3) .line',
      {
        kind: 'diff',
        path: 'src/total.js',
        old: { first: 1, last: 3 },
        new: { first: 1, last: 2 },
      },
    ],
    [
      'merge-request-overview',
      '[data-testid="description-content"] p',
      '[data-testid="description-content"] p',
      { kind: 'description' },
    ],
    [
      'work-item',
      '[data-testid="work-item-description"] p',
      '[data-testid="work-item-description"] p',
      { kind: 'description' },
    ],
  ])('%s, from %s to %s', (name, from, to, expected) => {
    showPage(renderedPage(`real-18.9/${name}`));
    select(from, to);
    expect(origin()).toEqual(expected);
  });
});
