import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { callBackground, type CallResult } from '../../utils/messages/callBackground.ts';
import type { PageNotice } from '../../utils/messages/notices.ts';
import type { Lead } from '../../utils/messages/pages/openingMessages.ts';
import { removeHosts, HOSTS } from '../../utils/page/buttons/hosts.ts';
import { placeFixButton } from '../../utils/page/buttons/placeFixButton.ts';
import { placeLineButton } from '../../utils/page/buttons/placeLineButton.ts';
import { placeOffers } from '../../utils/page/buttons/placeOffers.ts';
import { placeSelectionButton } from '../../utils/page/buttons/placeSelectionButton.ts';
import { itemKey, type PageRef } from '../../utils/page/PageRef.ts';
import { recognisePage } from '../../utils/page/recognisePage.ts';
import { diffLineOnPage } from '../../utils/page/selected/diffLineOnPage.ts';
import { readSelection } from '../../utils/page/selected/readSelection.ts';
import type { Selected } from '../../utils/page/selected/Selected.ts';
import { threadOfNote } from '../../utils/page/threadOfNote.ts';
import { watchMutations } from '../../utils/page/watchMutations.ts';
import { watchVisits } from '../../utils/page/visits.ts';

/** The browser's own way to words: this script is too small for the library with its plurals. */
const words: { getMessage(name: string, substitutions?: string[]): string } = browser.i18n;

function threadAt(noteId: number): { discussionId?: string } {
  const discussionId = threadOfNote(document, noteId);
  return discussionId === undefined ? {} : { discussionId };
}

/**
 * What a page of GitLab needs only at times, injected when it is first needed: the buttons beside selections and at the lines of a diff, the button at a failed pipeline,
 * the line at one's own comment. Injected once more it takes over.
 */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  async main(ctx) {
    removeHosts(document, [HOSTS.mention, HOSTS.pipeline, HOSTS.selection, HOSTS.line]);
    let page: PageRef | null = null;
    /** Notices that came before it is known where this is. */
    const early: PageNotice[] = [];
    let heed = (notice: PageNotice): void => void early.push(notice);
    const listen = (notice: PageNotice, _sender: unknown, answer: (heard: true) => void) => {
      if (notice.notice === 'show-panel') return;
      heed(notice);
      answer(true);
    };
    browser.runtime.onMessage.addListener(listen);
    ctx.onInvalidated(() => browser.runtime?.onMessage?.removeListener(listen));

    const site = await callBackground('getSite', {});
    if (!site.ok || !site.value || ctx.isInvalid) return;
    const { root } = site.value;
    globalThis.askClaudeSelection = () => readSelection(document);
    globalThis.askClaudeLine = (path, number) => diffLineOnPage(document, path, number);

    function follow(leads: CallResult<Lead>, tell: (words: string) => void): void {
      if (!leads.ok || page) return;
      if (!leads.value.ok) tell(words.getMessage('pipeline_notRead'));
      else if (leads.value.value.goTo === null) tell(words.getMessage('pipeline_noMergeRequest'));
      else location.assign(leads.value.value.goTo);
    }
    /** On an issue or merge request the panel opens; from a job's or a file's page its merge request is gone to first. */
    async function ask(selected: Selected, tell: (words: string) => void): Promise<void> {
      if (page) await callBackground('openPanel', { selected });
      else follow(await callBackground('askElsewhere', { selected }), tell);
    }

    const offers = placeOffers(document);
    const offer = (noteId: number): void =>
      offers.offer(noteId, {
        label: words.getMessage('mention_offer'),
        title: words.getMessage('mention_offerTitle'),
        async press() {
          offers.withdraw(noteId);
          const opened = await callBackground('askMention', { noteId, ...threadAt(noteId) });
          if (!opened.ok) offer(noteId);
        },
      });
    const tellAsked = (noteId: number): void =>
      offers.offer(noteId, {
        label: words.getMessage('mention_asked'),
        title: words.getMessage('mention_askedTitle'),
        press: () => void callBackground('openPanel', threadAt(noteId)),
      });
    const fixButton = placeFixButton(
      document,
      { label: words.getMessage('pipeline_fix'), title: words.getMessage('pipeline_fixTitle') },
      async (tell) => follow(await callBackground('fixPipeline', {}), tell),
    );
    const selection = placeSelectionButton(
      document,
      {
        label: words.getMessage('button_ask'),
        title: words.getMessage('button_askSelectionTitle'),
      },
      ctx.signal,
      ({ from }) =>
        from !== undefined && (page !== null || from.kind === 'log' || from.kind === 'file'),
      (selected, tell) => void ask(selected, tell),
    );
    const line = placeLineButton(
      document,
      { label: words.getMessage('button_askLine'), title: words.getMessage('button_askLineTitle') },
      ctx.signal,
      () => page !== null,
      (selected) => void ask(selected, () => undefined),
    );
    heed = (notice) => {
      if (notice.notice === 'offer-comment' && notice.page === itemKey(page)) {
        const { noteId, author, asked } = notice;
        if (asked) tellAsked(noteId);
        else if (author === undefined) offer(noteId);
        else
          offers.offer(noteId, {
            label: words.getMessage('mention_otherUser', [author]),
            title: '',
          });
      }
      if (notice.notice === 'ask-selection') selection.askNow();
    };
    const place = () => {
      offers.place();
      fixButton.place();
    };
    const checkVisit = watchVisits(window, ctx.signal, (url) => {
      const next = recognisePage(url, document, root);
      // The tabs of a merge request are one page: what was offered stays.
      if (itemKey(next) !== itemKey(page)) offers.clear();
      page = next;
      selection.remove();
      line.remove();
      place();
    });
    for (const notice of early) heed(notice);
    watchMutations(document, ctx.signal, () => {
      // Read for its effect too: it ends this instance where the extension was updated or removed.
      if (ctx.isInvalid) return;
      checkVisit();
      place();
    });
    ctx.onInvalidated(() => {
      fixButton.remove();
      globalThis.askClaudeSelection = undefined;
      globalThis.askClaudeLine = undefined;
      offers.clear();
    });
  },
});
