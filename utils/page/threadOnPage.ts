import { HOSTS } from './buttons/hosts.ts';
import { panelSelectors } from './selectors.ts';

/** In characters: more than two lines of the panel hold. */
const LONGEST_QUOTE = 200;

export interface ThreadOnPage {
  /** Beginning of its first note, as the page shows it; empty where it does not. */
  quote: string;
  /** Brings it into view, its button focused. */
  show(): void;
}

function selectorOf(discussionId: string): string {
  return `[data-discussion-id$="${CSS.escape(discussionId)}"]`;
}

/** A thread as the page shows it now; null where it does not. */
export function threadOnPage(document: Document, discussionId: string): ThreadOnPage | null {
  const thread = document.querySelector<HTMLElement>(selectorOf(discussionId));
  if (!thread) return null;
  const words = thread.querySelector(panelSelectors.writtenText)?.textContent ?? '';
  return {
    quote: words.trim().replace(/\s+/g, ' ').slice(0, LONGEST_QUOTE),
    show: () => {
      thread.scrollIntoView({ block: 'center' });
      thread.querySelector<HTMLElement>(HOSTS.thread)?.focus();
    },
  };
}

/** A bar at the left of the thread that the panel is about. */
export function threadStyle(discussionId: string): string {
  return `${selectorOf(discussionId)} { background: linear-gradient(#d97757, #d97757) left / 3px 100% no-repeat; }`;
}
