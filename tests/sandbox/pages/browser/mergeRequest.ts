import { callApi, fetchPiece } from './fetchPiece.ts';
import { openReply, replyToNote, wireMainForm } from './forms.ts';
import {
  type NoteList,
  filterNotes,
  fold,
  refresh,
  resolve,
  sortNotes,
  threadId,
} from './noteLists.ts';

const PANES: Record<string, string> = {
  show: '#notes.tab-pane',
  commits: '#commits',
  pipelines: '#pipelines',
  diffs: '.diffs.tab-pane',
};

/** Brings a merge request's page to life: tabs, notes, diff threads. */
export function startMergeRequest(page: HTMLElement): NoteList | null {
  const list = page.querySelector<HTMLElement>('#notes-list');
  const { notes, changes, api } = page.dataset;
  if (!list || !notes || !changes || !api) return null;
  const view: NoteList = { list, pieces: notes, api, kind: 'merge_request' };
  wireTabs(page, changes);
  const form = page.querySelector<HTMLFormElement>('form.js-main-target-form');
  if (form) wireMainForm(view, form);
  wireTools(page, view);
  list.addEventListener('click', (event) => onListClick(view, event));
  list.addEventListener('focusin', (event) => onFocus(view, event));
  const pane = page.querySelector<HTMLElement>(PANES['diffs'] ?? '');
  pane?.addEventListener('click', (event) => onChangesClick(view, changes, event));
  pane?.addEventListener('focusin', (event) => onFocus(view, event));
  return view;
}

export function wireTools(scope: HTMLElement, view: NoteList): void {
  const filter = scope.querySelector<HTMLSelectElement>('.activity-filter');
  filter?.addEventListener('change', () => void filterNotes(view, filter.value));
  scope.querySelector('.activity-sort')?.addEventListener('change', () => sortNotes(view));
}

export function onFocus(view: NoteList, event: Event): void {
  if (
    event.target instanceof Element &&
    event.target.matches('.js-discussion-reply-field-placeholder')
  ) {
    openReply(view, event.target);
  }
}

export function onListClick(view: NoteList, event: Event): void {
  if (!(event.target instanceof Element)) return;
  const item = [...view.list.children].find((child) => child.contains(event.target as Node));
  if (!item) return;
  if (event.target.closest('[data-testid="resolve-discussion-button"], .js-resolve')) {
    void resolve(view, item);
  } else if (
    event.target.closest('[data-testid="replies-toggle"], [data-testid$="-replies-button"]')
  ) {
    const open = item.querySelector('.toggle-replies-widget')?.getAttribute('aria-expanded');
    void fold(view, item, open !== 'true');
  } else if (event.target.closest('.js-reply-button')) {
    const note = event.target.closest('li.note-comment');
    if (note) void replyToNote(view, note);
  }
}

function wireTabs(page: HTMLElement, changes: string): void {
  const show = async (action: string): Promise<void> => {
    for (const tab of page.querySelectorAll('.merge-request-tabs li')) {
      const link = tab.querySelector('a');
      const active = link?.dataset['action'] === action;
      tab.classList.toggle('active', active);
      if (active) link?.setAttribute('aria-current', 'page');
      else link?.removeAttribute('aria-current');
    }
    for (const [name, selector] of Object.entries(PANES)) {
      const pane = page.querySelector<HTMLElement>(selector);
      if (pane) pane.style.display = name === action ? 'block' : 'none';
    }
    const pane = page.querySelector<HTMLElement>(PANES['diffs'] ?? '');
    if (action === 'diffs' && pane) {
      // Once mounted, GitLab's pane is called "diffs".
      pane.id = 'diffs';
      pane.classList.add('active');
      if (pane.childElementCount === 0) pane.replaceChildren(...(await fetchPiece(changes)));
    }
  };
  page.querySelector('.merge-request-tabs')?.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const action = link?.dataset['action'];
    if (!link || !action) return;
    event.preventDefault();
    history.pushState({ url: link.href, action }, '', link.href);
    void show(action);
  });
  addEventListener('popstate', () => {
    const part = location.pathname.split('/').at(-1) ?? '';
    void show(part in PANES ? part : 'show');
  });
}

/** On Changes a resolved thread's line folds away; its button brings the threads back as new elements. */
function onChangesClick(view: NoteList, changes: string, event: Event): void {
  if (!(event.target instanceof Element)) return;
  const holder = event.target.closest('.notes_holder');
  if (holder && event.target.closest('[data-testid="resolve-discussion-button"], .js-resolve')) {
    const id = threadId(event.target);
    const resolved = event.target.closest('[data-discussion-resolved="true"]') !== null;
    if (!id) return;
    void callApi('PUT', `${view.api}/discussions/${id}`, { resolved: !resolved }).then(() => {
      holder.remove();
      return refresh(view);
    });
    return;
  }
  const toggle = event.target.closest('.js-diff-comment-button');
  const line = toggle?.closest('.line_holder');
  if (line) void toggleThreads(line, changes);
  const file = event.target.closest('.js-fold-file')?.closest('.diff-file');
  if (file) void toggleFile(file, changes);
}

async function toggleThreads(line: Element, changes: string): Promise<void> {
  const next = line.nextElementSibling;
  if (next?.matches('.notes_holder')) {
    next.remove();
    return;
  }
  const path = line.closest('.diff-file')?.getAttribute('data-path') ?? '';
  const number = line.querySelector('[data-interop-line]')?.getAttribute('data-interop-line');
  const [holder] = await fetchPiece(
    `${changes}?path=${encodeURIComponent(path)}&line=${number ?? ''}`,
  );
  if (holder) line.after(holder);
}

async function toggleFile(file: Element, changes: string): Promise<void> {
  const content = file.querySelector(':scope > .diff-content');
  if (content) {
    content.remove();
    return;
  }
  const pieces = await fetchPiece(changes);
  const fresh = pieces
    .flatMap((piece) => [...piece.querySelectorAll('.diff-file')])
    .find((one) => one.getAttribute('data-path') === file.getAttribute('data-path'));
  const body = fresh?.querySelector(':scope > .diff-content');
  if (body) file.append(body);
}
