import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { callBackground } from '../../utils/messages/callBackground.ts';
import { removeHosts } from '../../utils/page/buttons/hosts.ts';
import { itemKey, type PageRef } from '../../utils/page/PageRef.ts';
import { placeButtons } from '../../utils/page/buttons/placeButtons.ts';
import { pageUserOf } from '../../utils/page/pageUserOf.ts';
import { recognisePage } from '../../utils/page/recognisePage.ts';
import { threadOfNote } from '../../utils/page/threadOfNote.ts';
import { watchExtras } from '../../utils/page/watchExtras.ts';
import { watchMutations } from '../../utils/page/watchMutations.ts';
import { watchOwnNotes } from '../../utils/page/watchOwnNotes.ts';
import { watchVisits } from '../../utils/page/visits.ts';

/** The browser's own way to words: this script is too small for the library with its plurals. */
const words: { getMessage(name: string, substitutions?: string[]): string } = browser.i18n;

/** On every page of a site that is switched on: which page is this, where do the buttons go, and open the panel when one is pressed. */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  async main(ctx) {
    performance.mark('ask-claude:start');
    removeHosts(document);
    const site = await callBackground('getSite', {});
    if (!site.ok || !site.value || ctx.isInvalid) return;
    const { root } = site.value;

    let page: PageRef | null = null;
    let marked = false;
    const buttons = placeButtons({
      document,
      words: {
        header: {
          label: words.getMessage('button_ask'),
          title: words.getMessage('button_askTitle'),
        },
        thread: {
          label: words.getMessage('button_askThread'),
          title: words.getMessage('button_askThreadTitle'),
        },
        threadBy: (author) => words.getMessage('button_askThreadBy', [author]),
      },
      ask: (discussionId) =>
        void callBackground('openPanel', discussionId === undefined ? {} : { discussionId }),
    });
    const extras = watchExtras(
      document,
      ctx.signal,
      async () => (await callBackground('loadExtras', {})).ok,
    );
    const notes = watchOwnNotes(document, ctx.signal, (noteId, written) => {
      const discussionId = threadOfNote(document, noteId);
      void callBackground('commentSaved', {
        noteId,
        ...(discussionId !== undefined && { discussionId }),
        ...(written !== undefined && { written }),
      });
    });
    const place = () => {
      buttons.place(page);
      if (page) notes.look();
      extras.look();
      if (marked || !buttons.isPlaced()) return;
      marked = true;
      performance.mark('ask-claude:button');
    };
    const tell = (): void => {
      const pageUser = pageUserOf(document);
      void callBackground('setAskable', { askable: page !== null, ...(pageUser && { pageUser }) });
    };
    const checkVisit = watchVisits(window, ctx.signal, (url) => {
      const next = recognisePage(url, document, root);
      // The tabs of a merge request are one page: who saved there goes on being waited for.
      if (itemKey(next) !== itemKey(page)) notes.forget();
      page = next;
      tell();
      place();
    });
    // Back from the back/forward cache: the browser has forgotten what it was told of this tab.
    window.addEventListener(
      'pageshow',
      ({ persisted }) => {
        if (!persisted || ctx.isInvalid) return;
        tell();
        place();
      },
      { signal: ctx.signal },
    );
    watchMutations(document, ctx.signal, () => {
      // Read for its effect too: it ends this instance where the extension was updated or removed.
      if (ctx.isInvalid) return;
      checkVisit();
      place();
    });
    ctx.onInvalidated(() => buttons.remove());
  },
});
