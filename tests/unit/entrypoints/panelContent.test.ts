// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ContentScriptContext } from 'wxt/utils/content-script-context';
import detailsScript from '../../../entrypoints/panel-details/index.ts';
import script from '../../../entrypoints/panel.content/index.tsx';
import type { PageNotice, PanelOpening, RunsNotice } from '../../../utils/messages/notices.ts';
import { USUAL_LAYOUT } from '../../../utils/page/PanelLayout.ts';
import { fakeBackground } from '../components/fakeBackground.ts';
import { sampleOutcome, sampleRun } from '../components/samples.ts';
import { answerMessages } from '../fakes/answerMessages.ts';
import { fixture, showPage, trusted } from '../page/fixtures.ts';
import { resizeWindow, standAt } from '../page/resizeWindow.ts';

vi.mock('#i18n', () => import('../components/words.ts'));

const SITE = 'https://gitlab.example.com';
const DISCUSSION = '1'.repeat(40);
let ctx: ContentScriptContext;
let background: ReturnType<typeof fakeBackground>;
const ports: { tell(told: RunsNotice): void; disconnect: () => void }[] = [];

function fakePort() {
  const listeners: ((told: RunsNotice) => void)[] = [];
  const port = {
    tell: (told: RunsNotice) => listeners.forEach((listener) => listener(told)),
    disconnect: vi.fn<() => void>(),
    onMessage: {
      addListener: (listener: (told: RunsNotice) => void) => listeners.push(listener),
    },
    onDisconnect: { addListener: () => undefined },
  };
  ports.push(port);
  // All of a port that the script uses.
  return port as unknown as ReturnType<typeof browser.runtime.connect>;
}

beforeEach(() => {
  ports.length = 0;
  background = fakeBackground();
  background.state.loadDetails = () => detailsScript.main();
  answerMessages(background.answer);
  vi.spyOn(browser.runtime, 'connect').mockImplementation(fakePort);
  goTo(`${SITE}/acme/webshop/-/issues/12`);
  showPage(fixture('work_item_18_9'));
  performance.clearMarks();
  ctx = new ContentScriptContext('panel', { noScriptStartedPostMessage: true });
});
afterEach(() => ctx.abort());

function goTo(url: string): void {
  // happy-dom gives its windows a way to move without loading.
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

async function notice(discussionId?: string): Promise<void> {
  await show(discussionId === undefined ? {} : { discussionId });
  await settle();
}

async function show(opening: PanelOpening, layout = USUAL_LAYOUT): Promise<void> {
  const told: PageNotice = { notice: 'show-panel', site: SITE, layout, ...opening };
  await fakeBrowser.runtime.onMessage.trigger(told, {}, () => undefined);
}

const hosts = () => document.querySelectorAll('ask-claude-panel');
const inside = (testId: string) => [
  ...(hosts()[0]?.shadowRoot?.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`) ?? []),
];
const focused = () => hosts()[0]?.shadowRoot?.activeElement?.getAttribute('data-testid');
const dialog = () => inside('ask-claude-dialog')[0];

test('is silent until it is asked for, then opens one panel for this page', async () => {
  await script.main(ctx);
  expect(hosts()).toHaveLength(0);
  await notice();
  expect(hosts()).toHaveLength(1);
  expect(dialog()?.dataset['page']).toBe('issue/12');
  expect(performance.getEntriesByName('ask-claude:panel')).toHaveLength(1);
});

test('asked for again it stays open; asked for from a thread it is about the thread', async () => {
  await script.main(ctx);
  await notice();
  await notice();
  expect(hosts()).toHaveLength(1);
  await notice(DISCUSSION);
  expect([hosts().length, dialog()?.dataset['discussionId']]).toEqual([1, DISCUSSION]);
});

test('opened with words it puts them into the box once, over what was typed', async () => {
  background.state.draft = { words: 'typed before' };
  await script.main(ctx);
  await show({ proposed: { words: 'from the comment', preset: 'explain' } });
  const both = { words: 'from the comment\n\ntyped before', preset: 'explain' };
  await expect.poll(() => background.state.draft).toMatchObject(both);
  background.state.draft = { words: '' };
  await notice();
  expect(background.state.draft.words).toBe('');
});

test('opened with the ticks of an ask it makes a preview with them', async () => {
  await script.main(ctx);
  const threads = [DISCUSSION];
  await show({
    proposed: { words: 'Again.', preset: 'fix-threads', threads, parts: { diff: false } },
  });
  await expect
    .poll(() => background.requestsOf('preview').at(-1))
    .toMatchObject({ words: 'Again.', threads, parts: { diff: false } });
});

test('asked for twice at once it opens once', async () => {
  await script.main(ctx);
  await Promise.all([notice(), notice()]);
  expect(hosts()).toHaveLength(1);
});

test('run a second time it takes over, and shows one panel', async () => {
  await script.main(ctx);
  await notice();
  const second = new ContentScriptContext('panel', { noScriptStartedPostMessage: true });
  await script.main(second);
  await notice();
  expect(hosts()).toHaveLength(1);
  expect(dialog()).toBeDefined();
  second.abort();
  expect(hosts()).toHaveLength(0);
});

test('closes by Escape and gives the focus back to what had it', async () => {
  await script.main(ctx);
  const button = document.querySelector<HTMLElement>('[data-testid="work-item-edit-form-button"]');
  button?.focus();
  await notice();
  await expect.poll(() => inside('ask-claude-input')).toHaveLength(1);
  const [input] = inside('ask-claude-input');
  input?.dispatchEvent(trusted(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
  expect(hosts()).toHaveLength(0);
  expect(document.activeElement).toBe(button);
});

test('shows the runs of its page, and gives up a port that tells of another', async () => {
  await script.main(ctx);
  await notice();
  ports[0]?.tell({ resource: 'issue/12', runs: [sampleRun({ state: 'running' })] });
  await settle();
  expect(inside('ask-claude-run').map(({ dataset }) => dataset['state'])).toEqual(['running']);
  ports[0]?.tell({ resource: 'issue/99', runs: [] });
  expect(inside('ask-claude-run')).toHaveLength(1);
  expect(ports[0]?.disconnect).toHaveBeenCalledOnce();
});

test('goes along when GitLab moves to another item, with a port of its own', async () => {
  await script.main(ctx);
  await notice(DISCUSSION);
  goTo(`${SITE}/acme/webshop/-/merge_requests/34`);
  window.dispatchEvent(new Event('popstate'));
  await settle();
  expect(dialog()?.dataset['page']).toBe('merge_request/34');
  expect(dialog()?.hasAttribute('data-discussion-id')).toBe(false);
  expect([
    ports.length,
    vi.mocked(ports[0]?.disconnect ?? vi.fn<() => void>()).mock.calls.length,
  ]).toEqual([2, 1]);
});

test('closes where GitLab moves to a page that cannot be asked about', async () => {
  await script.main(ctx);
  await notice();
  goTo(`${SITE}/acme/webshop/-/issues`);
  window.dispatchEvent(new Event('popstate'));
  expect(hosts()).toHaveLength(0);
});

const theme = () =>
  hosts()[0]?.shadowRoot?.querySelector<HTMLElement>('[data-theme]')?.dataset['theme'];

test('follows GitLab’s theme', async () => {
  await script.main(ctx);
  await notice();
  expect(theme()).toBe('light');
  document.documentElement.classList.add('gl-dark');
  await settle();
  expect(theme()).toBe('dark');
  document.documentElement.classList.remove('gl-dark');
});

test('keys pressed in the panel do not reach the page', async () => {
  await script.main(ctx);
  await notice();
  const heard = vi.fn<() => void>();
  document.addEventListener('keydown', heard);
  const keys = { key: 's', bubbles: true, composed: true };
  inside('ask-claude-input')[0]?.dispatchEvent(new KeyboardEvent('keydown', keys));
  document.removeEventListener('keydown', heard);
  expect(heard).not.toHaveBeenCalled();
});

test("attack: a key that the page's script made up changes nothing in the panel", async () => {
  await script.main(ctx);
  await notice();
  const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true });
  inside('ask-claude-input')[0]?.dispatchEvent(escape);
  expect(hosts()).toHaveLength(1);
});

test('a page that comes back from the back/forward cache connects its runs anew, at once', async () => {
  await script.main(ctx);
  await notice();
  expect(ports).toHaveLength(1);
  const back = new Event('pageshow');
  Object.defineProperty(back, 'persisted', { value: true });
  window.dispatchEvent(back);
  expect(ports).toHaveLength(2);
  ports[0]?.tell({ resource: 'issue/12', runs: [] });
  ports[1]?.tell({ resource: 'issue/12', runs: [sampleRun({ state: 'finished' })] });
  await settle();
  expect(inside('ask-claude-run').map(({ dataset }) => dataset['state'])).toEqual(['finished']);
});

const taken = () => dialog()?.style.getPropertyValue('--taken');

describe('beside the page', () => {
  afterEach(() => resizeWindow(1024));

  test('it goes to the other side of what gets the focus beneath it, for now', async () => {
    resizeWindow(1000);
    await script.main(ctx);
    await notice();
    const shown = dialog();
    const control = document.querySelector<HTMLElement>(
      '[data-testid="work-item-edit-form-button"]',
    );
    if (!shown || !control) throw new Error('Nothing is shown.');
    standAt(shown, 592, 992);
    standAt(control, 800, 900, 100, 130);
    control.focus();
    await settle();
    expect(shown.dataset['side']).toBe('left');
    expect(background.requestsOf('savePanelLayout')).toEqual([]);
  });

  test('it stands as it was left on this site, and what is changed there is kept', async () => {
    await script.main(ctx);
    await show({}, { width: 480, side: 'left', pinned: false });
    await settle();
    const [shown] = inside('ask-claude-dialog');
    expect([shown?.dataset['side'], shown?.style.getPropertyValue('--width')]).toEqual([
      'left',
      '480px',
    ]);
    const pin = inside('ask-claude-pin')[0];
    pin?.dispatchEvent(trusted(new MouseEvent('click', { bubbles: true })));
    expect(background.requestsOf('savePanelLayout')).toEqual([
      { width: 480, side: 'left', pinned: true },
    ]);
  });

  test('it gives way to an item that GitLab shows beside the page, and comes back', async () => {
    resizeWindow(1000);
    await script.main(ctx);
    await notice();
    const drawer = document.createElement('aside');
    drawer.className = 'gl-drawer';
    standAt(drawer, 520, 1000);
    document.body.append(drawer);
    await settle();
    expect(taken()).toBe('480px');
    drawer.remove();
    await settle();
    expect(taken()).toBe('0px');
  });
});

describe('the second script', () => {
  const answered = sampleRun({ state: 'finished', outcome: sampleOutcome() });

  test('is asked for once, when the panel stands', async () => {
    await script.main(ctx);
    expect(background.requestsOf('loadDetails')).toEqual([]);
    await notice();
    await notice();
    expect(background.requestsOf('loadDetails')).toEqual([{}]);
  });

  test('comes before an outcome is shown; the states of runs and the focus wait for nothing', async () => {
    const there = Promise.withResolvers<void>();
    background.state.loadDetails = () => there.promise;
    await script.main(ctx);
    await notice();
    await expect.poll(() => focused()).toBe('ask-claude-input');
    const going = sampleRun({ state: 'running' });
    ports[0]?.tell({ resource: 'issue/12', runs: [going] });
    await settle();
    expect(inside('ask-claude-run').map(({ dataset }) => dataset['state'])).toEqual(['running']);
    ports[0]?.tell({ resource: 'issue/12', runs: [answered] });
    await settle();
    expect(inside('ask-claude-run').map(({ dataset }) => dataset['state'])).toEqual(['running']);
    await detailsScript.main();
    there.resolve();
    await settle();
    expect(inside('ask-claude-outcome')).toHaveLength(1);
    expect(focused()).toBe('ask-claude-input');
  });

  test('that cannot be loaded is said in a sentence, runs are shown all the same, and it is tried again', async () => {
    background.state.loadDetails = () => undefined;
    await script.main(ctx);
    await notice();
    ports[0]?.tell({ resource: 'issue/12', runs: [answered] });
    await settle();
    const [missing] = inside('ask-claude-details-missing');
    expect(missing?.querySelector('p')?.textContent).toBe(
      'Part of this panel could not be loaded.',
    );
    expect(inside('ask-claude-run').map(({ dataset }) => dataset['state'])).toEqual(['finished']);
    expect(inside('ask-claude-outcome')).toEqual([]);
    background.state.loadDetails = () => detailsScript.main();
    missing
      ?.querySelector('button')
      ?.dispatchEvent(trusted(new MouseEvent('click', { bubbles: true })));
    await settle();
    expect(inside('ask-claude-details-missing')).toEqual([]);
    expect(inside('ask-claude-outcome')).toHaveLength(1);
  });

  test('of an earlier instance is not taken for its own', async () => {
    await script.main(ctx);
    await notice();
    const second = new ContentScriptContext('panel', { noScriptStartedPostMessage: true });
    background.state.loadDetails = () => undefined;
    await script.main(second);
    await notice();
    expect(inside('ask-claude-details-missing')).toHaveLength(1);
    second.abort();
  });
});
