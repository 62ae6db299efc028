import { createButtonHost } from './createButtonHost.ts';
import { HOSTS } from './hosts.ts';
import { replaceButtonWithWords } from './replaceButtonWithWords.ts';
import style from '../extras.css?inline';
import { extrasSelectors } from '../selectors.ts';

/** A line at a comment. */
export interface Offer {
  label: string;
  title: string;
  /** A person pressed it; absent: it only tells something. */
  press?(): void;
}

/** Keeps a line at each comment that has an offer, wherever GitLab shows it: `place()` is to be called after mutations. */
export function placeOffers(document: Document) {
  const offers = new Map<number, Offer>();
  const hosts = new Map<Element, number>();

  function createHost(noteId: number, { label, title, press }: Offer): HTMLElement {
    const look = { host: HOSTS.mention, testId: 'ask-claude-mention', style, label, title };
    const host = createButtonHost(document, look, () => press?.());
    if (!press) replaceButtonWithWords(host, label);
    hosts.set(host, noteId);
    return host;
  }

  function place(): void {
    for (const [host, noteId] of hosts) {
      if (host.isConnected && offers.has(noteId)) continue;
      host.remove();
      hosts.delete(host);
    }
    for (const [noteId, offer] of offers)
      for (const note of document.querySelectorAll(`[id="note_${noteId}"]`)) {
        const content = note.querySelector(extrasSelectors.noteContent) ?? note;
        if (![...hosts.keys()].some((host) => host.parentElement === content))
          content.append(createHost(noteId, offer));
      }
  }

  return {
    place,
    offer(noteId: number, offer: Offer): void {
      offers.set(noteId, offer);
      place();
    },
    withdraw(noteId: number): void {
      offers.delete(noteId);
      place();
    },
    /** Takes all lines away. */
    clear(): void {
      offers.clear();
      place();
    },
  };
}
