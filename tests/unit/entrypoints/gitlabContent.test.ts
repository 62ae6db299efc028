// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
async function save(words: string): Promise<void> {
  await script.main(ctx);
  const list = document.querySelector('.main-notes-list');
  list?.insertAdjacentHTML(
    'afterend',
    '<form><textarea class="note-textarea"></textarea><button class="save">Comment</button></form>',
  );
  const editor = document.querySelector('textarea');
  if (editor) editor.value = words;
  const press = new MouseEvent('click', { bubbles: true, composed: true });
  document.querySelector('.save')?.dispatchEvent(trusted(press));
  list?.insertAdjacentHTML('beforeend', `<li id="note_70">${words}</li>`);
  await settle();
}

test('tells the background of a saved comment that says @claude, and of what was written, once', async () => {
  await save('@claude why?');
  const note = document.querySelector('#note_70');
  note?.replaceWith(note.cloneNode(true));
  await settle();
  const comment = { noteId: 70, written: '@claude why?' };
  expect(sent('commentSaved').map(({ request }) => request)).toEqual([comment]);
});

test('tells nobody of a comment that does not', async () => {
  await save('why?');
  expect(sent('commentSaved')).toEqual([]);
});

test('has the second script loaded where the page shows what it serves, once', async () => {
  await script.main(ctx);
  expect(sent('loadExtras')).toEqual([]);
  for (let times = 0; times < 2; times += 1) {
    document.body.insertAdjacentHTML('beforeend', '<p class="ci-icon-variant-danger"></p>');
    await settle();
  }
  expect(sent('loadExtras')).toHaveLength(1);
});

test('has it loaded when a person selects something, and again where that failed', async () => {
  answerMessages((message) => {
    asked.push(message);
    if (message.method === 'getSite') return { ok: true, value: site };
    return { ok: false, error: '' };
  });
  await script.main(ctx);
  document.dispatchEvent(new Event('selectionchange'));
  expect(sent('loadExtras')).toEqual([]);
  document.getSelection()?.selectAllChildren(document.body);
  for (let times = 0; times < 2; times += 1) {
    document.dispatchEvent(new Event('selectionchange'));
    await settle();
  }
  expect(sent('loadExtras')).toHaveLength(2);
});
