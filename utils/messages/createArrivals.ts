import { resourceOf, type PageRef } from '../page/PageRef.ts';
import type { PanelOpening } from './notices.ts';

/** Panels that are to be opened once their tab has come to a page. Kept in memory: one that gets lost is opened by hand. */
export function createArrivals(
  openPanel: (tabId: number, site: string, what: PanelOpening) => Promise<void>,
) {
  const expected = new Map<number, { page: PageRef; what: PanelOpening }>();
  return {
    /** @param what the panel is to be opened with */
    expect(tabId: number, page: PageRef, what: PanelOpening): void {
      expected.set(tabId, { page, what });
    },
    /** A tab shows a page now; with another than was expected nothing is waited for any more. */
    async arrived(tabId: number, page: PageRef): Promise<void> {
      const awaited = expected.get(tabId);
      expected.delete(tabId);
      const same =
        awaited?.page.site === page.site &&
        awaited.page.projectPath === page.projectPath &&
        resourceOf(awaited.page) === resourceOf(page);
      if (same) await openPanel(tabId, page.site, awaited.what);
    },
  };
}
