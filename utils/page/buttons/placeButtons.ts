import type { PageRef } from '../PageRef.ts';
import { createButtonHost } from './createButtonHost.ts';
import { discussionIdOf } from '../discussionIdOf.ts';
import { headerSpot } from './headerSpot.ts';
import { HOSTS } from './hosts.ts';
import { selectors, sharedSelectors } from '../selectors.ts';

export interface ButtonWords {
  label: string;
  title: string;
}

export interface PlaceButtons {
  document: Document;
  words: {
    header: ButtonWords;
    thread: ButtonWords;
    /** A thread's button to those who do not see where it is; `author` is the user name of who began the thread. */
    threadBy(author: string): string;
  };
  /** A person pressed a button; with the thread's id as it stood at that moment. */
  ask(discussionId?: string): void;
}

const THREADS = `${selectors.workItemThread}, ${selectors.mergeRequestThread}`;

/** Threads of the page's own item that can be asked about: the innermost, where one holds another. */
function threadsOf(document: Document): Element[] {
  return [...document.querySelectorAll(THREADS)].filter(
    (thread) =>
      discussionIdOf(thread) !== null &&
      !thread.querySelector(THREADS) &&
      !thread.closest(sharedSelectors.sidePanel),
  );
}

/**
 * Keeps one button in the header and one in every thread. `place(page)` brings the document to that state and changes
 * nothing where it is so already; with null it takes all buttons away. GitLab drops, moves and recycles what holds them,
 * so it is to be called after every batch of mutations. `remove()` takes away only what this instance placed.
 */
export function placeButtons({ document, words, ask }: PlaceButtons) {
  const own = new WeakSet<Element>();
  const header = createButtonHost(
    document,
    { host: HOSTS.button, testId: 'ask-claude-open', ...words.header },
    () => ask(),
  );
  own.add(header);

  function createThreadButton(): HTMLElement {
    const look = { host: HOSTS.thread, testId: 'ask-claude-thread-open', ...words.thread };
    const host = createButtonHost(document, look, (pressed) => {
      const thread = pressed.closest(THREADS);
      const discussionId = thread && discussionIdOf(thread);
      if (discussionId) ask(discussionId);
    });
    own.add(host);
    return host;
  }

  /** Says again whose thread it is: GitLab fills in a thread's notes later, and hands its element on to another thread. */
  function nameThread(thread: Element, button: Element): void {
    const author = thread.querySelector(selectors.noteAuthor)?.getAttribute('data-username');
    const name = author ? words.threadBy(author) : words.thread.title;
    if (button.getAttribute('aria-label') !== name) button.setAttribute('aria-label', name);
  }

  function placeHeader(): void {
    const spot = headerSpot(document);
    if (!spot) header.remove();
    else if (header.parentElement !== spot.parent) spot.parent.insertBefore(header, spot.before);
  }

  function placeThreads(): void {
    const threads = new Set(threadsOf(document));
    const done = new Set<Element>();
    for (const host of document.querySelectorAll(HOSTS.thread)) {
      const thread = host.parentElement;
      const fits = thread !== null && threads.has(thread) && !done.has(thread) && own.has(host);
      if (fits) done.add(thread);
      else host.remove();
    }
    for (const thread of threads) {
      if (!done.has(thread)) thread.append(createThreadButton());
      const isQuiet = thread.matches(selectors.resolvedThread);
      const host = thread.querySelector(HOSTS.thread);
      if (host?.hasAttribute('data-quiet') !== isQuiet) host?.toggleAttribute('data-quiet');
      const button = host?.shadowRoot?.querySelector('button');
      if (button) nameThread(thread, button);
    }
  }

  function remove(): void {
    for (const host of document.querySelectorAll(`${HOSTS.button}, ${HOSTS.thread}`)) {
      if (own.has(host)) host.remove();
    }
  }

  function place(page: PageRef | null): void {
    for (const host of document.querySelectorAll(HOSTS.button)) {
      if (host !== header) host.remove();
    }
    if (!page) return remove();
    placeHeader();
    placeThreads();
  }

  return { place, remove, isPlaced: () => header.isConnected };
}
