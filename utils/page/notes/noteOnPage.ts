import { STATUS_WORDS } from './statusNote.ts';
import { panelSelectors, selectors } from '../selectors.ts';

function isShown(element: Element): boolean {
  return element.checkVisibility();
}

/**
 * What brings a comment into view, where the page shows it as it is now: GitLab's pages put in and change comments by themselves
 * as long as their connection lives. Null where it is not there, lies on another tab of the page, or still says that Claude is
 * working.
 * @param noteUrl ends in `#note_5`
 */
export function noteOnPage(document: Document, noteUrl: string): (() => void) | null {
  const id = new URL(noteUrl).hash.slice(1);
  const note = [...document.querySelectorAll<HTMLElement>(selectors.note)].find(
    (one) => one.id === id && isShown(one),
  );
  const words = note?.querySelector(panelSelectors.writtenText)?.textContent?.trim() ?? '';
  if (!note || words.startsWith(STATUS_WORDS.working)) return null;
  return () => {
    note.scrollIntoView({ block: 'center' });
    note.querySelector<HTMLElement>('a[href]')?.focus({ preventScroll: true });
  };
}

/** Whether somebody may have written something into the page that a reload would drop. */
export function hasUnsavedText(document: Document): boolean {
  const editors = document.querySelectorAll(selectors.commentEditor);
  return [...editors].some((editor) => {
    const text = editor instanceof HTMLTextAreaElement ? editor.value : (editor.textContent ?? '');
    return text.trim() !== '' && isShown(editor);
  });
}

/** Loads the page anew, at that comment. */
export function reloadAt(location: Location, noteUrl: string): void {
  const { pathname, search } = new URL(noteUrl);
  const isHere = pathname === location.pathname && search === location.search;
  location.assign(noteUrl);
  // An address that differs in the comment alone loads nothing.
  if (isHere) location.reload();
}
