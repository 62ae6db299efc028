import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { PageNotice } from '../../utils/messages/notices.ts';
import { HOSTS, removeHosts } from '../../utils/page/buttons/hosts.ts';
import { createPanel } from './createPanel.tsx';

/** Injected when the panel is first asked for. Injected once more it takes over: the earlier instance ends, its host goes. */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  cssInjectionMode: 'manual',
  main(ctx) {
    removeHosts(document, [HOSTS.panel]);
    const panel = createPanel(ctx);
    const listen = (notice: PageNotice, _sender: unknown, answer: (heard: true) => void) => {
      if (notice.notice !== 'show-panel') return;
      panel.show(notice);
      answer(true);
    };
    browser.runtime.onMessage.addListener(listen);
    ctx.onInvalidated(() => browser.runtime?.onMessage?.removeListener(listen));
  },
});
