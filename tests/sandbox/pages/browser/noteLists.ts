import { callApi, fetchPiece } from './fetchPiece.ts';

/** What a list of notes shows, and how it changes: new threads and replies appear, threads fold, resolve, sort, filter. */

export interface NoteList {
  list: HTMLElement;
  /** Address of the list's pieces. */
  pieces: string;
  /** Path of the noteable in the API. */
  api: string;
  kind: 'work_item' | 'merge_request';
}

/** A list item's own name: its thread's id, or its single note's. */
export function keyOf(item: Element): string {
  const thread = item.matches('[data-discussion-id]')
    ? item
    : item.querySelector('.js-discussion-container[data-discussion-id]');
  const id = thread?.getAttribute('data-discussion-id');
  return id ? (/[0-9a-f]{40}$/.exec(id)?.[0] ?? id) : item.id;
}

export function threadId(element: Element): string | null {
  const thread = element.closest('[data-discussion-id]');
  return /[0-9a-f]{40}$/.exec(thread?.getAttribute('data-discussion-id') ?? '')?.[0] ?? null;
}

/** Looks for what is new and puts it in, touching nothing else. */
export async function refresh(view: NoteList): Promise<void> {
  if (!view.list.isConnected || view.list.dataset['filter'] === 'history') return;
  const fresh = await fetchPiece(view.pieces);
  const known = new Map([...view.list.children].map((item) => [keyOf(item), item]));
  for (const item of fresh) {
    const existing = known.get(keyOf(item));
    if (existing) mergeThread(existing, item);
    // A single comment that has become a thread takes its own item's place.
    else if (!becameThread(view.list, item) && !isShown(view.list, item)) view.list.append(item);
  }
}

/** A single comment whose item has been made a thread for a reply that is being written. */
function isShown(list: Element, item: Element): boolean {
  return item.id !== '' && list.querySelector(`#${item.id}`) !== null;
}

function becameThread(list: Element, item: Element): boolean {
  const firstNote = item.querySelector('[id^="note_"]');
  const single = firstNote && [...list.children].find((child) => child.id === firstNote.id);
  if (!single) return false;
  single.replaceWith(item);
  return true;
}

/** Puts the notes that a thread lacks before its reply box. */
export function mergeThread(existing: Element, fresh: Element): void {
  const holder = existing.querySelector('.discussion-reply-holder');
  for (const note of fresh.querySelectorAll('li.note-comment[id^="note_"]')) {
    const known = existing.querySelector(`#${note.id}`);
    if (known || existing.id === note.id) updateText(known ?? existing, note);
    else if (holder) holder.before(note);
    else if (!existing.querySelector('.toggle-replies-widget')) {
      // The first reply of a single comment on a work item: its list gets the rest too.
      const notes = existing.querySelector('ul.notes');
      const rest = fresh.querySelectorAll('ul.notes > li');
      notes?.append(...[...rest].slice(1));
      return;
    }
  }
}

function updateText(known: Element, fresh: Element): void {
  const before = known.querySelector('.note-text');
  const after = fresh.querySelector('.note-text');
  if (before && after && before.textContent !== after.textContent) {
    before.replaceChildren(...after.childNodes);
  }
}

/** The thread as the server would show it, folded or not. */
async function fetchThread(view: NoteList, id: string, expanded: boolean): Promise<Element | null> {
  const [item] = await fetchPiece(`${view.pieces}?discussion=${id}&expanded=${expanded}`);
  return item ?? null;
}

/** Folds or unfolds a thread as GitLab's own code does: a diff thread's body is made anew, elsewhere only the replies are. */
export async function fold(view: NoteList, item: Element, expanded: boolean): Promise<void> {
  const id = threadId(item) ?? keyOf(item);
  const fresh = await fetchThread(view, id, expanded);
  if (!fresh) return;
  const container = item.querySelector('.js-discussion-container');
  const freshContainer = fresh.querySelector('.js-discussion-container');
  const header = container?.querySelector(':scope > .discussion-header');
  if (container && freshContainer && header) {
    const freshHeader = freshContainer.querySelector('.discussion-header');
    const body = freshContainer.querySelector(':scope > .discussion-body');
    copyHeader(header, freshHeader);
    container.querySelector(':scope > .discussion-body')?.remove();
    if (body) header.after(body);
  } else {
    const notes = item.querySelector('ul.notes');
    const rest = [...(fresh.querySelector('ul.notes')?.children ?? [])].slice(1);
    if (!notes) return;
    for (const child of [...notes.children].slice(1)) {
      if (isOwn(child)) child.remove();
    }
    notes.append(...rest);
  }
  const resolved = freshContainer?.getAttribute('data-discussion-resolved');
  if (resolved) container?.setAttribute('data-discussion-resolved', resolved);
  else container?.removeAttribute('data-discussion-resolved');
}

/** GitLab's code removes only what it made itself. */
function isOwn(element: Element): boolean {
  return element.matches('.note, .toggle-replies-widget, .discussion-reply-holder');
}

function copyHeader(header: Element, fresh: Element | null): void {
  const content = header.querySelector(':scope > .timeline-content');
  const freshContent = fresh?.querySelector(':scope > .timeline-content');
  if (!content || !freshContent) return;
  content.className = freshContent.className;
  for (const selector of ['.thread-toggle', '.js-discussion-headline']) {
    const before = content.querySelector(selector);
    const after = freshContent.querySelector(selector);
    if (before && after) before.replaceWith(after);
    else if (before) before.remove();
    else if (after) content.querySelector('.thread-toggle')?.before(after);
  }
}

/** Resolves or reopens a thread; it folds when it is resolved. */
export async function resolve(view: NoteList, item: Element): Promise<void> {
  const id = threadId(item) ?? keyOf(item);
  const container = item.querySelector('.js-discussion-container');
  const resolved = container?.getAttribute('data-discussion-resolved') === 'true';
  await callApi('PUT', `${view.api}/discussions/${id}`, { resolved: !resolved });
  await fold(view, item, resolved);
}

/** "History only" and "comments only" of a merge request empty the list and build what is left anew. */
export async function filterNotes(view: NoteList, filter: string): Promise<void> {
  view.list.dataset['filter'] = filter;
  const keepsThreads = view.kind === 'work_item' && filter !== 'history';
  const fresh = await fetchPiece(view.pieces);
  if (keepsThreads) {
    const known = new Set(Array.from(view.list.children, keyOf));
    view.list.append(...fresh.filter((item) => !known.has(keyOf(item))));
  } else {
    view.list.replaceChildren(...fresh);
  }
  const items = Array.from(view.list.children);
  for (const item of items) {
    const system = item.matches('.system-note');
    if (filter === 'history' && !system) item.remove();
    else item.toggleAttribute('hidden', filter === 'comments' && system);
  }
}

/** Turns the order around; the items stay the same. */
export function sortNotes(view: NoteList): void {
  const own = [...view.list.children].filter((item) =>
    item.matches('li.note, li.note-discussion, li.system-note'),
  );
  view.list.append(...own.toReversed());
}
