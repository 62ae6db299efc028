// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { ContentScriptContext } from 'wxt/utils/content-script-context';
import script from '../../../entrypoints/gitlab.content/index.ts';
import { i18n } from '../components/words.ts';
import { answerMessages, type SentMessage } from '../fakes/answerMessages.ts';
import { fixture, showPage, trusted } from '../page/fixtures.ts';

const ISSUE = 'https://gitlab.example.com/acme/webshop/-/issues/12';
const asked: SentMessage[] = [];
let site: { root: string } | null;
let ctx: ContentScriptContext;

beforeEach(() => {
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((name: string, given?: unknown) =>
    i18n.t(name.replace('_', '.'), [given].flat().map(String)),
  );
  asked.length = 0;
  site = { root: 'https://gitlab.example.com' };
  answerMessages((message) => {
    asked.push(message);
    return { ok: true, value: message.method === 'getSite' ? site : undefined };
  });
  goTo(ISSUE);
  showPage(fixture('work_item_18_9'));
  performance.clearMarks();
  ctx = new ContentScriptContext('gitlab', { noScriptStartedPostMessage: true });
});
afterEach(() => ctx.abort());

function goTo(url: string): void {
  // happy-dom gives its windows a way to move without loading.
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
}

const count = () =>
  ['ask-claude-button', 'ask-claude-thread'].map((name) => document.querySelectorAll(name).length);
const marks = () => performance.getEntriesByType('mark').map(({ name }) => name);
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

test('places the buttons, marks the moments, and says that the page can be asked about', async () => {
  await script.main(ctx);
  expect(count()).toEqual([1, 2]);
  expect(marks()).toEqual(['ask-claude:start', 'ask-claude:button']);
  expect(asked).toContainEqual({ method: 'setAskable', request: { askable: true } });
});

test('does nothing on a site that is not switched on', async () => {
  site = null;
  await script.main(ctx);
  document.body.append(document.createElement('p'));
  await settle();
  expect(count()).toEqual([0, 0]);
  expect(asked.map(({ method }) => method)).toEqual(['getSite']);
});

test('asks for the panel when a person presses, with the thread where it was one', async () => {
  await script.main(ctx);
  for (const host of document.querySelectorAll('ask-claude-button, ask-claude-thread')) {
    host.shadowRoot?.querySelector('button')?.dispatchEvent(trusted(new MouseEvent('click')));
  }
  expect(
    asked.filter(({ method }) => method === 'openPanel').map(({ request }) => request),
  ).toEqual([{}, { discussionId: '1'.repeat(40) }, { discussionId: '2'.repeat(40) }]);
});

test('puts in again what GitLab drops, and serves threads that come later', async () => {
  await script.main(ctx);
  document.querySelector('ask-claude-button')?.remove();
  const late = document.createElement('li');
  late.className = 'note-discussion';
  late.setAttribute('data-discussion-id', `gid://gitlab/Discussion/${'5'.repeat(40)}`);
  document.querySelector('.main-notes-list')?.append(late);
  await settle();
  expect(count()).toEqual([1, 3]);
});

test('takes the buttons away when GitLab moves to a page that cannot be asked about', async () => {
  await script.main(ctx);
  goTo('https://gitlab.example.com/acme/webshop/-/issues');
  window.dispatchEvent(new Event('popstate'));
  expect(count()).toEqual([0, 0]);
  expect(asked.at(-1)).toEqual({ method: 'setAskable', request: { askable: false } });
});

test('says who is signed in on the page, where the page does', async () => {
  const gon = document.createElement('script');
  gon.type = 'text/plain';
  gon.textContent = 'gon.api_version="v4";gon.current_username="mia";';
  document.head.append(gon);
  await script.main(ctx);
  gon.remove();
  const request = { askable: true, pageUser: 'mia' };
  expect(asked).toContainEqual({ method: 'setAskable', request });
});

test('says once more that the page can be asked about when it comes back from the cache', async () => {
  await script.main(ctx);
  asked.length = 0;
  document.querySelector('ask-claude-button')?.remove();
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(asked).toEqual([{ method: 'setAskable', request: { askable: true } }]);
  expect(count()).toEqual([1, 2]);
});

test('removes what an earlier instance left, panel included, before anything else', async () => {
  document.body.append(
    ...['ask-claude-button', 'ask-claude-thread', 'ask-claude-panel'].map((name) =>
      document.createElement(name),
    ),
  );
  site = null;
  await script.main(ctx);
  expect(document.querySelectorAll('[is], ask-claude-panel')).toHaveLength(0);
  expect(count()).toEqual([0, 0]);
});

test('ends wholly with its context: no buttons, and none come back', async () => {
  await script.main(ctx);
  ctx.abort();
  expect(count()).toEqual([0, 0]);
  document.body.append(document.createElement('p'));
  await settle();
  expect(count()).toEqual([0, 0]);
});

test('a second instance in the same page takes over from the first', async () => {
  await script.main(ctx);
  const second = new ContentScriptContext('gitlab', { noScriptStartedPostMessage: true });
  await script.main(second);
  document.body.append(document.createElement('p'));
  await settle();
  expect(ctx.isInvalid).toBe(true);
  expect(count()).toEqual([1, 2]);
  second.abort();
});

const sent = (method: string) => asked.filter((message) => message.method === method);

/** A person writes it, and GitLab shows it as saved. */
async function save(id: number): Promise<void> {
  await script.main(ctx);
  const list = document.querySelector('.main-notes-list');
  list?.insertAdjacentHTML(
    'afterend',
    '<form><textarea class="note-textarea"></textarea><button class="save">Comment</button></form>',
  );
  const press = new MouseEvent('click', { bubbles: true, composed: true });
  document.querySelector('.save')?.dispatchEvent(trusted(press));
  list?.insertAdjacentHTML(
    'beforeend',
    `<li class="note-discussion" data-discussion-id="gid://gitlab/Discussion/${'7'.repeat(40)}">
      <ul><li id="note_${id}">@claude why?</li></ul></li>`,
  );
  await settle();
}
const lines = () => [...document.querySelectorAll('ask-claude-mention')];
const buttonOf = (line: Element | undefined) => line?.shadowRoot?.querySelector('button') ?? null;

describe('a comment that says @claude', () => {
  let checked: Record<string, unknown>;
  beforeEach(() => {
    checked = { ok: true, value: { verdict: 'offer' } };
    answerMessages((message) => {
      asked.push(message);
      const values: Record<string, unknown> = { getSite: site, checkMention: checked };
      return { ok: true, value: values[message.method] };
    });
  });

  test('gets one line in place, and its press asks for the panel and takes the line away', async () => {
    await save(70);
    expect(lines().map(({ parentElement }) => parentElement?.id)).toEqual(['note_70']);
    const button = buttonOf(lines()[0]);
    button?.dispatchEvent(new MouseEvent('click'));
    expect(sent('askMention')).toEqual([]);
    button?.dispatchEvent(trusted(new MouseEvent('click')));
    const comment = { noteId: 70, discussionId: '7'.repeat(40) };
    expect(sent('askMention').map(({ request }) => request)).toEqual([comment]);
    expect(lines()).toEqual([]);
  });

  test('keeps its line where GitLab draws the comment anew', async () => {
    await save(70);
    const note = document.querySelector('#note_70');
    note?.replaceWith(note.cloneNode());
    await settle();
    expect(lines().map(({ parentElement }) => parentElement?.id)).toEqual(['note_70']);
    expect(sent('checkMention')).toHaveLength(1);
  });

  test('gets none where GitLab says that it is no mention', async () => {
    checked = { ok: true, value: { verdict: 'none' } };
    await save(70);
    expect(lines()).toEqual([]);
  });

  test('by another account gets a line that tells so and cannot be pressed', async () => {
    checked = { ok: true, value: { verdict: 'other_user', author: 'mia' } };
    await save(70);
    const button = buttonOf(lines()[0]);
    expect(button?.textContent).toContain('@mia');
    expect(button?.disabled).toBe(true);
  });

  test('that could not be read is offered: the panel says what is in the way', async () => {
    checked = { ok: false, failure: { kind: 'network' } };
    await save(70);
    expect(lines()).toHaveLength(1);
  });

  test('loses its line when GitLab moves to another page', async () => {
    await save(70);
    goTo('https://gitlab.example.com/acme/webshop/-/issues/13');
    window.dispatchEvent(new Event('popstate'));
    expect(lines()).toEqual([]);
  });
});

/** A failed pipeline, as GitLab 18.9 shows it at a merge request. */
const WIDGET = `<div data-testid="pipeline-container"><div class="ci-widget">
  <a data-testid="ci-icon" class="ci-icon ci-icon-variant-danger"></a>
  <div data-testid="pipeline-info-container">Pipeline #5 failed</div></div></div>`;
/** The same, on the pipeline's own page. */
const HEADER = `<div data-testid="pipeline-header"><div data-testid="page-heading-actions"></div>
  <div data-testid="pipeline-created-status"><a class="ci-icon ci-icon-variant-danger"></a></div></div>`;

const fixButton = () => {
  const hosts = document.querySelectorAll('ask-claude-pipeline');
  return hosts.length === 1 ? (hosts[0]?.shadowRoot?.querySelector('button') ?? null) : null;
};
function show(html: string): void {
  document.querySelector('#content-body')?.insertAdjacentHTML('afterbegin', html);
}

describe('a failed pipeline', () => {
  test('gets one button at its merge request, which only a person can press', async () => {
    show(WIDGET + WIDGET);
    await script.main(ctx);
    fixButton()?.dispatchEvent(new MouseEvent('click'));
    expect(sent('fixPipeline')).toEqual([]);
    fixButton()?.dispatchEvent(trusted(new MouseEvent('click')));
    expect(sent('fixPipeline')).toHaveLength(1);
  });

  test('loses its button when it is green again, and one that is green has none', async () => {
    show(WIDGET);
    await script.main(ctx);
    document.querySelector('.ci-icon')?.replaceWith('passed');
    await settle();
    expect(document.querySelector('ask-claude-pipeline')).toBeNull();
  });

  test('on its own page says where no merge request belongs to it', async () => {
    goTo('https://gitlab.example.com/acme/webshop/-/pipelines/5');
    show(HEADER);
    answerMessages(({ method }) => ({
      ok: true,
      value: method === 'getSite' ? site : { ok: true, value: { goTo: null } },
    }));
    await script.main(ctx);
    fixButton()?.dispatchEvent(trusted(new MouseEvent('click')));
    await settle();
    expect(fixButton()?.textContent).toContain('No open merge request');
    expect(fixButton()?.disabled).toBe(true);
  });
});
