// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ShowNote } from '../../../components/runs/notes/ShowNote.tsx';
import { WorkingNote } from '../../../components/runs/notes/WorkingNote.tsx';
import { reloadAt } from '../../../utils/page/notes/noteOnPage.ts';
import { STATUS_WORDS } from '../../../utils/page/notes/statusNote.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { fakeBackground } from './fakeBackground.ts';
import { PAGE, sampleOutcome, sampleRun } from './samples.ts';
import { all, clear, click, one, send, settle, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const NOTE = `${PAGE.site}/acme/webshop/-/issues/12#note_5`;
let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
});
afterEach(async () => {
  await clear();
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

describe('a comment that still says that Claude is working', () => {
  const LEFT: Partial<Run> = { acknowledges: true, jobId: 77, state: 'failed' };
  const open = (more: Partial<Run> = {}) =>
    show(<WorkingNote call={background.call} run={sampleRun({ ...LEFT, ...more })} />);

  test('is told with one press to change it, and then said to be changed', async () => {
    background.state.workingNote = { ok: true, value: { webUrl: NOTE } };
    const shown = await open();
    expect(shown.textContent).toContain('still says that Claude is working');
    expect(shown.querySelector('a')?.getAttribute('href')).toBe(NOTE);
    await send(one('ask-claude-finish-note'), click());
    expect(background.requestsOf('finishWorkingNote')).toEqual([{ runId: 'run-1' }]);
    expect(shown.textContent).toContain('now says that there is no answer');
    expect(all('ask-claude-finish-note')).toEqual([]);
  });

  test('that only a Maintainer can change is told so', async () => {
    background.state.workingNote = { ok: true, value: { webUrl: NOTE } };
    background.state.finished = { ok: false, failure: { kind: 'forbidden' } };
    const shown = await open();
    await send(one('ask-claude-finish-note'), click());
    expect(shown.textContent).toContain('Ask a Maintainer to update or delete it.');
  });

  test('that is not there is not spoken of', async () => {
    expect((await open()).textContent).toBe('');
    expect(background.requestsOf('findWorkingNote')).toHaveLength(1);
  });

  test.each<[string, Partial<Run>]>([
    ['goes on', { state: 'running' }],
    ['wanted none', { acknowledges: false }],
    ['never had a job', { jobId: undefined as never }],
    ['said how it ended', { outcome: sampleOutcome({ kind: 'failed', noteUrl: NOTE }) }],
  ])('is not looked for where the run %s', async (_which, more) => {
    await open(more);
    expect(background.requestsOf('findWorkingNote')).toEqual([]);
  });
});

const press = () => send(one('ask-claude-show-note'), click());
const offer = () => show(<ShowNote run={sampleRun()} noteUrl={NOTE} />);
const aNote = (words: string) =>
  `<li id="note_5"><a href="#note_5">now</a><div class="note-text">${words}</div></li>`;

function pageWith(html: string): void {
  const page = document.createElement('main');
  page.innerHTML = html;
  document.body.append(page);
}

describe('the comment with the answer', () => {
  beforeEach(() => {
    vi.spyOn(Element.prototype, 'checkVisibility').mockImplementation(function (this: Element) {
      return this.closest('[hidden]') === null;
    });
  });

  test('is brought into view where the page shows it, and has the focus', async () => {
    pageWith(aNote('Because.'));
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockReturnValue();
    await offer();
    await press();
    expect(scrolled).toHaveBeenCalledOnce();
    expect(document.activeElement?.textContent).toBe('now');
  });

  test.each([
    ['is not there', ''],
    ['lies on another tab', `<div hidden>${aNote('Because.')}</div>`],
    ['still says that Claude is working', aNote(STATUS_WORDS.working)],
  ])(
    'that %s needs the page loaded anew, which waits for another press where text would be lost',
    async (_why, html) => {
      pageWith(`${html}<textarea class="note-textarea"></textarea>`);
      const text = document.querySelector('textarea');
      const went: string[] = [];
      vi.spyOn(location, 'assign').mockImplementation((url) => void went.push(String(url)));
      const shown = await offer();
      if (text) text.value = 'Half a comment';
      await press();
      expect(went).toEqual([]);
      expect(shown.textContent).toMatch(/Reload anyway.*text that you haven't saved/);
      await press();
      expect(went).toEqual([NOTE]);
      await clear();
      if (text) text.value = '';
      await offer();
      await press();
      await settle();
      expect(went).toEqual([NOTE, NOTE]);
    },
  );

  test('is loaded anew also where its address differs from the page’s in the comment alone', () => {
    const calls: string[] = [];
    const page = (pathname: string) =>
      ({
        pathname,
        search: '',
        assign: () => calls.push('assign'),
        reload: () => calls.push('reload'),
        // All that is used of a location.
      }) as unknown as Location;
    reloadAt(page('/acme/webshop/-/issues/12'), NOTE);
    expect(calls).toEqual(['assign', 'reload']);
    reloadAt(page('/acme/webshop/-/work_items/12'), NOTE);
    expect(calls).toEqual(['assign', 'reload', 'assign']);
  });
});
