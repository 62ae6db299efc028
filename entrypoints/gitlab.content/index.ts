import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { SavedComment } from '../../utils/mentions/createMentions.ts';
import { callBackground } from '../../utils/messages/callBackground.ts';
import { removeHosts } from '../../utils/page/buttons/hosts.ts';
import { resourceOf, type PageRef } from '../../utils/page/PageRef.ts';
import { placeOffers, threadOfNote } from '../../utils/page/buttons/placeOffers.ts';
import { placeButtons } from '../../utils/page/buttons/placeButtons.ts';
import { placeFixButton } from '../../utils/page/buttons/placeFixButton.ts';
import { pageUserOf } from '../../utils/page/pageUserOf.ts';
import { recognisePage } from '../../utils/page/recognisePage.ts';
import { watchMutations } from '../../utils/page/watchMutations.ts';
import { watchOwnNotes } from '../../utils/page/watchOwnNotes.ts';
import { watchVisits } from '../../utils/page/visits.ts';

/** The browser's own way to words: this script is too small for the library with its plurals. */
const words: { getMessage(name: string, substitutions?: string[]): string } = browser.i18n;

function keyOf(page: PageRef | null): string | null {
  return page && `${page.projectPath} ${resourceOf(page)}`;
}

/** On a merge request the panel opens; from a pipeline's own page its merge request is gone to first. */
async function fixPipeline(isAskable: boolean, tell: (words: string) => void): Promise<void> {
  const answer = await callBackground('fixPipeline', {});
  if (!answer.ok || isAskable) return;
  if (!answer.value.ok) tell(words.getMessage('pipeline_notRead'));
  else if (answer.value.value.goTo === null) tell(words.getMessage('pipeline_noMergeRequest'));
  else location.assign(answer.value.value.goTo);
}

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
      },
      ask: (discussionId) =>
        void callBackground('openPanel', discussionId === undefined ? {} : { discussionId }),
    });
    const offers = placeOffers(document);
    const offer = (comment: SavedComment): void => {
      const { noteId } = comment;
      offers.offer(noteId, {
        label: words.getMessage('mention_offer'),
        title: words.getMessage('mention_offerTitle'),
        async press() {
          offers.withdraw(noteId);
          const opened = await callBackground('askMention', comment);
          if (!opened.ok) offer(comment);
        },
      });
    };
    async function saved(noteId: number): Promise<void> {
      const discussionId = threadOfNote(document, noteId);
      const comment = { noteId, ...(discussionId === undefined ? {} : { discussionId }) };
      const at = keyOf(page);
      const checked = await callBackground('checkMention', comment);
      if (!checked.ok || at !== keyOf(page) || ctx.isInvalid) return;
      const result = checked.value;
      // What could not be read is offered too: the panel says what is in the way.
      if (!result.ok || result.value.verdict === 'offer') offer(comment);
      else if (result.value.verdict === 'other_user') {
        const label = words.getMessage('mention_otherUser', [result.value.author]);
        offers.offer(noteId, { label, title: '' });
      }
    }
    const fixButton = placeFixButton(
      document,
      {
        label: words.getMessage('pipeline_fix'),
        title: words.getMessage('pipeline_fixTitle'),
      },
      (tell) => void fixPipeline(page !== null, tell),
    );
    const notes = watchOwnNotes(document, ctx.signal, (noteId) => void saved(noteId));
    const place = () => {
      buttons.place(page);
      if (page) notes.look();
      offers.place();
      fixButton.place();
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
      // The tabs of a merge request are one page: what was offered stays.
      if (keyOf(next) !== keyOf(page)) {
        notes.forget();
        offers.clear();
      }
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
    ctx.onInvalidated(() => {
      buttons.remove();
      fixButton.remove();
      offers.clear();
    });
  },
});
