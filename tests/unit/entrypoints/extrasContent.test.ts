// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { ContentScriptContext } from 'wxt/utils/content-script-context';
import script from '../../../entrypoints/extras.content/index.ts';
import type { ExtrasNotice } from '../../../utils/messages/notices.ts';
import { i18n } from '../components/words.ts';
import { answerMessages, type SentMessage } from '../fakes/answerMessages.ts';
import { fixture, showPage, trusted } from '../page/fixtures.ts';

const ISSUE = 'https://gitlab.example.com/acme/webshop/-/issues/12';
const asked: SentMessage[] = [];
let answers: Record<string, unknown>;
let ctx: ContentScriptContext;
let tell: (notice: ExtrasNotice) => void;

beforeEach(() => {
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((name: string, given?: unknown) =>
    i18n.t(name.replace('_', '.'), [given].flat().map(String)),
  );
  vi.spyOn(browser.runtime.onMessage, 'addListener').mockImplementation((listener) => {
    tell = (notice) => void listener(notice, {}, () => undefined);
  });
  asked.length = 0;
  answers = { getSite: { root: 'https://gitlab.example.com' } };
  answerMessages((message) => {
    asked.push(message);
    return { ok: true, value: answers[message.method] };
  });
  goTo(ISSUE);
  showPage(fixture('work_item_18_9'));
  document.getSelection()?.removeAllRanges();
  ctx = new ContentScriptContext('extras', { noScriptStartedPostMessage: true });
});
afterEach(() => ctx.abort());

function goTo(url: string): void {
  // happy-dom gives its windows a way to move without loading.
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));
const sent = (method: string) => asked.filter((message) => message.method === method);
const lines = () => [...document.querySelectorAll('ask-claude-mention')];
const buttonOf = (host: Element | null | undefined) => host?.shadowRoot?.querySelector('button');
const press = (host: Element | null | undefined) =>
  buttonOf(host)?.dispatchEvent(trusted(new MouseEvent('click')));

describe('a comment that is offered', () => {
  const OFFER = {
    notice: 'offer-comment',
    page: 'acme/webshop issue/12',
    noteId: 70,
  } as const;

  beforeEach(async () => {
    document.querySelector('.main-notes-list')?.insertAdjacentHTML(
      'beforeend',
      `<li class="note-discussion" data-discussion-id="gid://gitlab/Discussion/${'7'.repeat(40)}">
        <ul><li id="note_70">@claude why?</li></ul></li>`,
    );
    await script.main(ctx);
  });

  test('gets one line in place, and its press asks for the panel and takes the line away', () => {
    tell(OFFER);
    tell(OFFER);
    expect(lines().map(({ parentElement }) => parentElement?.id)).toEqual(['note_70']);
    buttonOf(lines()[0])?.dispatchEvent(new MouseEvent('click'));
    expect(sent('askMention')).toEqual([]);
    press(lines()[0]);
    const comment = { noteId: 70, discussionId: '7'.repeat(40) };
    expect(sent('askMention').map(({ request }) => request)).toEqual([comment]);
    expect(lines()).toEqual([]);
  });

  test('keeps its line where GitLab draws the comment anew', async () => {
    tell(OFFER);
    const note = document.querySelector('#note_70');
    note?.replaceWith(note.cloneNode());
    await settle();
    expect(lines().map(({ parentElement }) => parentElement?.id)).toEqual(['note_70']);
  });

  test('by another account gets a line that tells so and cannot be pressed', () => {
    tell({ ...OFFER, author: 'mia' });
    expect(buttonOf(lines()[0])?.textContent).toContain('@mia');
    expect(buttonOf(lines()[0])?.disabled).toBe(true);
  });

  test('with which Claude was asked gets a line that says so, whose press opens the panel at its thread', () => {
    tell({ ...OFFER, asked: true });
    expect(buttonOf(lines()[0])?.textContent).toContain('Claude was asked');
    press(lines()[0]);
    expect(sent('openPanel').map(({ request }) => request)).toEqual([
      { discussionId: '7'.repeat(40) },
    ]);
    expect([lines().length, sent('askMention')]).toEqual([1, []]);
  });

  test('gets none where the page is another by then, and loses it when GitLab moves on', () => {
    tell({ ...OFFER, page: 'acme/webshop issue/13' });
    expect(lines()).toEqual([]);
    tell(OFFER);
    goTo('https://gitlab.example.com/acme/webshop/-/issues/13');
    window.dispatchEvent(new Event('popstate'));
    expect(lines()).toEqual([]);
  });
});

test('a comment that is offered before the script knows where it is gets its line, too', async () => {
  document
    .querySelector('.main-notes-list')
    ?.insertAdjacentHTML('beforeend', '<li id="note_70"></li>');
  const running = script.main(ctx);
  tell({ notice: 'offer-comment', page: 'acme/webshop issue/12', noteId: 70 });
  await running;
  expect(lines()).toHaveLength(1);
});

/** A failed pipeline, as GitLab 18.9 shows it at a merge request. */
const WIDGET = `<div data-testid="pipeline-container"><div class="ci-widget">
  <a data-testid="ci-icon" class="ci-icon ci-icon-variant-danger"></a>
  <div data-testid="pipeline-info-container">Pipeline #5 failed</div></div></div>`;
/** The same, on the pipeline's own page. */
const HEADER = `<div data-testid="pipeline-header"><div data-testid="page-heading-actions"></div>
  <div data-testid="pipeline-created-status"><a class="ci-icon ci-icon-variant-danger"></a></div></div>`;
const LOG = `<code class="job-log">
  <div class="job-log-line"><a id="L1">1</a><span class="job-log-line-content">not ok 4001</span></div></code>`;

const host = (name: string) => {
  const hosts = document.querySelectorAll(`ask-claude-${name}`);
  return hosts.length === 1 ? hosts[0] : null;
};
function show(html: string): void {
  document.querySelector('#content-body')?.insertAdjacentHTML('afterbegin', html);
}

describe('a failed pipeline', () => {
  test('gets one button at its merge request, which only a person can press', async () => {
    show(WIDGET + WIDGET);
    await script.main(ctx);
    buttonOf(host('pipeline'))?.dispatchEvent(new MouseEvent('click'));
    expect(sent('fixPipeline')).toEqual([]);
    press(host('pipeline'));
    expect(sent('fixPipeline')).toHaveLength(1);
  });

  test('loses its button when it is green again', async () => {
    show(WIDGET);
    await script.main(ctx);
    document.querySelector('.ci-icon')?.replaceWith('passed');
    await settle();
    expect(host('pipeline')).toBeNull();
  });

  test('on its own page says where no merge request belongs to it', async () => {
    goTo('https://gitlab.example.com/acme/webshop/-/pipelines/5');
    show(HEADER);
    answers['fixPipeline'] = { ok: true, value: { goTo: null } };
    await script.main(ctx);
    press(host('pipeline'));
    await settle();
    expect(buttonOf(host('pipeline'))?.textContent).toContain('No open merge request');
    expect(buttonOf(host('pipeline'))?.disabled).toBe(true);
  });
});

function select(selector: string): void {
  const element = document.querySelector(selector);
  if (element) document.getSelection()?.selectAllChildren(element);
  document.dispatchEvent(new PointerEvent('pointerup'));
}

describe('what is selected', () => {
  test('in a log leads to the merge request; where there is none, the button says so', async () => {
    goTo('https://gitlab.example.com/acme/webshop/-/jobs/5');
    show(LOG);
    answers['askElsewhere'] = { ok: true, value: { goTo: null } };
    await script.main(ctx);
    select('.job-log-line-content');
    await settle();
    press(host('selection'));
    await settle();
    expect(sent('askElsewhere').map(({ request }) => request)).toEqual([
      {
        selected: {
          text: 'not ok 4001',
          from: { kind: 'log', job: '', lines: { first: 1, last: 1 } },
        },
      },
    ]);
    expect(buttonOf(host('selection'))?.textContent).toContain('No open merge request');
  });

  test('in a comment opens the panel with it; Escape takes the button away until another is selected', async () => {
    show('<li id="note_7"><div class="note-text">Look at this</div></li>');
    await script.main(ctx);
    select('.note-text');
    await settle();
    press(host('selection'));
    expect(sent('openPanel').map(({ request }) => request)).toEqual([
      { selected: { text: 'Look at this', from: { kind: 'comment' } } },
    ]);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(host('selection')).toBeNull();
    select('.note-text');
    await settle();
    expect(host('selection')).toBeNull();
  });

  test.each([
    [
      'in an editor',
      '<li id="note_7"><div class="note-text"><p contenteditable="true" class="at">x</p></div></li>',
    ],
    ['beside all texts', '<p class="at">Sidebar</p>'],
    [
      'in a side panel',
      '<div id="js-drawer-container"><div class="note-text at">Other</div></div>',
    ],
  ])('%s gets no button', async (_, html) => {
    show(html);
    await script.main(ctx);
    select('.at');
    await settle();
    expect(host('selection')).toBeNull();
  });
});
