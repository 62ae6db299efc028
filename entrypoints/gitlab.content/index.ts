import { i18n } from '#i18n';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { callBackground } from '../../utils/messages/callBackground.ts';
import { removeHosts } from '../../utils/page/hosts.ts';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { placeButtons } from '../../utils/page/placeButtons.ts';
import { recognisePage } from '../../utils/page/recognisePage.ts';
import { watchMutations } from '../../utils/page/watchMutations.ts';
import { watchVisits } from '../../utils/page/visits.ts';

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
          label: i18n.t('button.ask'),
          title: i18n.t('button.askTitle'),
        },
        thread: {
          label: i18n.t('button.askThread'),
          title: i18n.t('button.askThreadTitle'),
        },
      },
      ask: (discussionId) =>
        void callBackground('openPanel', discussionId === undefined ? {} : { discussionId }),
    });
    const place = () => {
      buttons.place(page);
      if (marked || !buttons.isPlaced()) return;
      marked = true;
      performance.mark('ask-claude:button');
    };
    const checkVisit = watchVisits(window, ctx.signal, (url) => {
      page = recognisePage(url, document, root);
      void callBackground('setAskable', { askable: page !== null });
      place();
    });
    // Back from the back/forward cache: the browser has forgotten what it was told of this tab.
    window.addEventListener(
      'pageshow',
      ({ persisted }) => {
        if (!persisted || ctx.isInvalid) return;
        void callBackground('setAskable', { askable: page !== null });
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
    ctx.onInvalidated(buttons.remove);
  },
});
