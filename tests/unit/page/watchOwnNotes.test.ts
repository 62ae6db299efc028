// @vitest-environment happy-dom
// Over 250 lines: one watcher’s comments, saved and rejected, tried side by side.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchOwnNotes } from '../../../utils/page/watchOwnNotes.ts';
import { skipUnless } from '../../skipUnless.ts';
import { hasRenderedPages, renderedPage, showPage, trusted } from './fixtures.ts';

let leaving: AbortController;
let saved: number[];
let watch: ReturnType<typeof watchOwnNotes>;

beforeEach(() => {
  leaving = new AbortController();
  saved = [];
});
afterEach(() => leaving.abort());

function show(html: string): void {
  showPage(html);
  const gon = document.createElement('script');
  gon.type = 'text/plain';
  gon.textContent = 'gon.api_version="v4";gon.current_username="dev";';
  document.body.append(gon);
  watch = watchOwnNotes(document, leaving.signal, (id) => saved.push(id));
}

function noteHtml(id: string, text: string, author = 'dev'): string {
  return `<li class="note note-comment" id="note_${id}">
    <div class="timeline-content"><a class="js-user-link" data-username="${author}">x</a>
    <div class="note-text">${text}</div></div></li>`;
}

/** GitLab shows a saved comment. */
function arrives(id: number | string, text: string, author?: string): void {
  const list = document.querySelector('#list') ?? document.body;
  list.insertAdjacentHTML('beforeend', noteHtml(String(id), text, author));
  watch.look();
}

function click(css: string, byPerson = true): void {
  const event = new MouseEvent('click', { bubbles: true, composed: true });
  document.querySelector(css)?.dispatchEvent(byPerson ? trusted(event) : event);
}

const FORM =
  '<form class="main"><textarea class="note-textarea"></textarea><button>Go</button></form>';
const PAGE = `<ul id="list">${noteHtml('40', '@claude an older one')}</ul>${FORM}`;

test('a comment of one’s own that says @claude is told once, after the press that saves it', () => {
  show(PAGE);
  click('.main button');
  arrives(41, '@Claude why?');
  watch.look();
  arrives(41, '@Claude why?');
  expect(saved).toEqual([41]);
});

test.each([
  ['the plain editor', '<textarea class="note-textarea">@claude why?</textarea>', '@claude why?'],
  [
    'the rich-text editor',
    '<div class="ProseMirror"><p>@claude <b>why?</b></p></div>',
    '@claude why?',
  ],
  ['none, as a review is published', '', undefined],
])('what stood in %s at the press is told, too', (_, editor, written) => {
  const told: unknown[] = [];
  const submit = editor === '' ? 'data-testid="submit-review-button"' : '';
  showPage(`<ul id="list"></ul><form class="main">${editor}<button ${submit}>Go</button></form>`);
  watch = watchOwnNotes(document, leaving.signal, (...comment) => told.push(comment));
  click('.main button');
  arrives(41, '@claude why?');
  expect(told).toEqual([[41, written]]);
});

test('Ctrl+Enter in the editor counts as the press', () => {
  show(PAGE);
  const key = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true };
  document.querySelector('textarea')?.dispatchEvent(trusted(new KeyboardEvent('keydown', key)));
  arrives(41, '@claude why?');
  expect(saved).toEqual([41]);
});

test.each([
  ['nobody pressed', () => undefined],
  ['a script pressed', () => click('.main button', false)],
  ['another button was pressed', () => click('.other')],
])('nothing is told where %s', (_, press) => {
  show(`${PAGE}<button class="other">More</button>`);
  press();
  arrives(41, '@claude why?');
  expect(saved).toEqual([]);
});

test('comments by others, older ones, unsaved ones and system notes are passed over', () => {
  show(PAGE);
  click('.main button');
  arrives(41, '@claude by another', 'mia');
  arrives(39, '@claude from another tab of the merge request');
  arrives('', '@claude not saved yet');
  arrives('a'.repeat(40), '@claude a system note');
  arrives(42, 'no mention');
  expect(saved).toEqual([]);
});

test('what another tab shows later and is older than the saved comment is passed over', () => {
  show(PAGE);
  click('.main button');
  arrives(50, 'no mention');
  arrives(45, '@claude written yesterday');
  expect(saved).toEqual([]);
});

test('to change a comment is no press that saves one', () => {
  show(`<ul id="list"><li id="note_40">${FORM}</li></ul>`);
  click('.main button');
  arrives(41, '@claude why?');
  expect(saved).toEqual([]);
});

test('a press counts for its own page only', () => {
  show(PAGE);
  click('.main button');
  watch.forget();
  arrives(41, '@claude why?');
  expect(saved).toEqual([]);
});

test('all comments of a review are told when it is published', () => {
  show(
    '<ul id="list"></ul><form><button data-testid="submit-review-button">Submit</button></form>',
  );
  click('button');
  document
    .querySelector('#list')
    ?.insertAdjacentHTML(
      'beforeend',
      noteHtml('51', '@claude one') + noteHtml('52', 'two') + noteHtml('53', '@claude three'),
    );
  watch.look();
  expect(saved).toEqual([51, 53]);
});

/** What stood in the place of the comment goes, and GitLab says why above the form. */
function refused(why: string): void {
  document.querySelector('#note_')?.remove();
  const alert = `<div class="gl-alert" role="alert">${why}</div>`;
  document.querySelector('form')?.insertAdjacentHTML('beforebegin', alert);
}
/** What stood in its place is kept under the number that the answer did not have. */
function numbered(number: string): void {
  const placeholder = document.querySelector('#note_');
  if (placeholder) placeholder.id = `note_${number}`;
}

describe('a comment that GitLab rejects tells nothing; saved at a later press it is told once', () => {
  test.each<[string, () => void]>([
    ['an error of its form', () => refused('Your comment could not be submitted.')],
    ['a lost session, told by 401', () => refused('You need to sign in or sign up.')],
    [
      'a lost session, led by 302 to a page that is taken for an answer',
      () => numbered('undefined'),
    ],
    ['spam, told by 422', () => refused('Your comment has been recognized as spam.')],
    ['spam, with an answer of 409 that holds no number', () => numbered('null')],
  ])('%s', (_, rejected) => {
    show(PAGE);
    click('.main button');
    arrives('', '@claude why?');
    rejected();
    watch.look();
    arrives(41, '@claude by another, meanwhile', 'mia');
    expect(saved).toEqual([]);
    click('.main button');
    arrives(42, '@claude why?');
    watch.look();
    expect(saved).toEqual([42]);
  });

  test('a review whose publishing is refused', () => {
    const submit = '<button data-testid="submit-review-button">Submit</button>';
    show(`<ul id="list">${noteHtml('40', '@claude an older one')}</ul><form>${submit}</form>`);
    click('form button');
    refused('You need to sign in or sign up.');
    watch.look();
    expect(saved).toEqual([]);
    click('form button');
    arrives(41, '@claude why?');
    expect(saved).toEqual([41]);
  });
});

describe('a comment that GitLab holds back until a captcha is solved', () => {
  let now = 0;
  beforeEach(() => {
    now = 1000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    show(PAGE);
    click('.main button');
    arrives('', '@claude why?');
    document.querySelector('#note_')?.remove();
    const modal = '<div role="dialog" class="modal">@claude why?<button>Cancel</button></div>';
    document.body.insertAdjacentHTML('beforeend', modal);
    watch.look();
  });

  test('tells nothing where nobody solves it', () => {
    click('.modal button');
    document.querySelector('.modal')?.remove();
    watch.look();
    expect(saved).toEqual([]);
  });

  test.each([
    ['is told once it is saved', 30_000, [41]],
    ['is left alone where that took long', 61_000, []],
  ])('%s', (_, later, told) => {
    now += later;
    arrives(41, '@claude why?');
    watch.look();
    expect(saved).toEqual(told);
  });
});

test('a review that is discarded tells nothing, and what comes later is not taken for it', () => {
  show('<ul id="list"></ul><form><button class="discard">Discard review</button></form>');
  click('.discard');
  arrives(51, '@claude why?');
  expect(saved).toEqual([]);
});

test('of two presses on one comment, one is told', () => {
  show(PAGE);
  click('.main button');
  click('.main button');
  arrives(41, '@claude why? @claude really?');
  watch.look();
  expect(saved).toEqual([41]);
});

describe('on pages of a real GitLab', () => {
  skipUnless(hasRenderedPages, 'pages of a real GitLab are not on this machine');

  test.each([
    ['merge-request-overview', '[data-testid="comment-button"] button'],
    ['merge-request-overview-comment-rich-text', '[data-testid="comment-button"] button'],
    ['merge-request-changes-line-form', '[data-testid="comment-now-button"]'],
    ['merge-request-review-submit-open', '[data-testid="submit-review-button"]'],
    ['work-item-comment-open', '[data-testid="confirm-button"]'],
    ['incident', '[data-testid="comment-button"] button'],
  ])('the button of %s is known, and the notes by their number', (name, button) => {
    show(renderedPage(`real-18.9/${name}`));
    // As it is once something was written.
    document.querySelector(button)?.removeAttribute('disabled');
    click(button);
    arrives(9_000_001, '@claude why?');
    expect(saved).toEqual([9_000_001]);
  });
});
