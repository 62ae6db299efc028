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

/** A press that saves: with what stood in its editor then, unless a whole review is published. */
type Saving = { written?: string };

/** What a person's own press saves: a new comment, or a review; null for any other event. To change a saved one is none. */
function savingOf(event: Event): Saving | null {
  const [target] = event.composedPath();
  if (!event.isTrusted || !(target instanceof Element)) return null;
  const key = event instanceof KeyboardEvent;
  if (key && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return null;
  if (!key && !target.closest('button')) return null;
  if (target.closest(selectors.submitReview)) return {};
  const edited = target.closest(selectors.note);
  if (edited && noteIdOf(edited) !== null) return null;
  const editor = target.closest('form')?.querySelector(selectors.commentEditor);
  if (!editor) return null;
  const words = editor instanceof HTMLTextAreaElement ? editor.value : editor.textContent;
  return { written: words ?? '' };
}

/**
 * Calls `saved` once for each new comment of the page's own user that may mention Claude, once GitLab shows it as saved after a press of that person;
 * with the words that stood in the editor at that press.
 * `look()` is to be called after mutations, `forget()` when the page is another: what is shown there was not saved by an earlier press.
 */
export function watchOwnNotes(
  document: Document,
  signal: AbortSignal,
  saved: (noteId: number, written?: string) => void,
): { look(): void; forget(): void } {
  let newest: number | null = null;
  let pressedAt = 0;
  let written: string | undefined;

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
      if (note.textContent?.toLowerCase().includes(MENTION)) saved(id, written);
    }
  }

  function pressed(event: Event): void {
    const saving = savingOf(event);
    if (!saving) return;
    look();
    ({ written } = saving);
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
