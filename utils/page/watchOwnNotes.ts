import { pageUserOf } from './pageUserOf.ts';
import { selectors, sharedSelectors } from './selectors.ts';

/** How long GitLab may take to save, in milliseconds. */
const SAVING_MS = 60_000;
const MENTION = '@claude';

/** GitLab's number of a comment; null for one that is not saved yet, and for a system note, whose id may be 40 hex digits. */
export function noteIdOf(note: Element): number | null {
  const digits = /^note_([1-9]\d{0,14})$/.exec(note.id)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Whether an event is a person's own press that saves a new comment, or a review. To change a saved one is none. */
function saves(event: Event): boolean {
  const [target] = event.composedPath();
  if (!event.isTrusted || !(target instanceof Element)) return false;
  const key = event instanceof KeyboardEvent;
  if (key && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return false;
  if (!key && !target.closest('button')) return false;
  if (target.closest(selectors.submitReview)) return true;
  const edited = target.closest(selectors.note);
  if (edited && noteIdOf(edited) !== null) return false;
  return target.closest('form')?.querySelector(selectors.commentEditor) != null;
}

/**
 * Calls `saved` once for each new comment of the page's own user that may mention Claude, once GitLab shows it as saved after a press of that person.
 * `look()` is to be called after mutations, `forget()` when the page is another: what is shown there was not saved by an earlier press.
 */
export function watchOwnNotes(
  document: Document,
  signal: AbortSignal,
  saved: (noteId: number) => void,
): { look(): void; forget(): void } {
  let newest: number | null = null;
  let pressedAt = 0;

  const notes = () =>
    [...document.querySelectorAll(selectors.note)].filter(
      (note) => !note.closest(sharedSelectors.sidePanel),
    );

  function look(): void {
    if (newest === null) return;
    if (performance.now() - pressedAt > SAVING_MS) {
      newest = null;
      return;
    }
    const before = newest;
    const user = pageUserOf(document);
    const fresh = new Map<number, Element>();
    for (const note of notes()) {
      const id = noteIdOf(note);
      const by = note.querySelector(selectors.noteAuthor)?.getAttribute('data-username');
      if (id !== null && id > before && (user === undefined || by === user)) fresh.set(id, note);
    }
    for (const [id, note] of fresh) {
      // What is shown later and is older was not saved by this press.
      newest = Math.max(newest, id);
      if (note.textContent?.toLowerCase().includes(MENTION)) saved(id);
    }
  }

  function pressed(event: Event): void {
    if (!saves(event)) return;
    look();
    newest = Math.max(0, ...notes().map((note) => noteIdOf(note) ?? 0));
    pressedAt = performance.now();
  }
  for (const type of ['click', 'keydown'])
    document.addEventListener(type, pressed, { capture: true, signal });
  return {
    look,
    forget() {
      newest = null;
    },
  };
}
