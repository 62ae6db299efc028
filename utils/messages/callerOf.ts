import type { Browser } from 'wxt/browser';
import type { PageRef } from '../page/PageRef.ts';
import type { FileRef, PipelineRef } from '../page/PipelineRef.ts';
import { fileOfUrl, pageOfUrl, pipelineOfUrl } from '../page/pageOfUrl.ts';
import { parseUrl } from '../sites/parseUrl.ts';
import { siteOf } from '../sites/siteOf.ts';

/** A script on a page of GitLab, as far as the browser vouches for it. */
export interface PageCaller {
  tabId: number;
  /** The document in which the script runs, where the browser names it; else its tab. */
  documentId: string;
  /** Null on pages that belong to no saved site. */
  site: { root: string } | null;
  /** Null where the tab shows nothing that can be asked about. */
  page: PageRef | null;
  /** The pipeline or job that the tab shows. */
  pipeline?: PipelineRef;
  /** The file of the repository that the tab shows. */
  file?: FileRef;
}

export type Caller = { tier: 'own' } | { tier: 'page'; caller: PageCaller } | { tier: 'none' };

/** The parts of a sender that count. `url` tells the origin at most: it goes stale after `pushState`. */
export type Sender = Pick<
  Browser.runtime.MessageSender,
  'id' | 'url' | 'origin' | 'frameId' | 'documentId'
> & {
  tab?: Pick<Browser.tabs.Tab, 'id' | 'url'> | undefined;
};

/**
 * Who asks. Our own pages by the address that the browser gives; page scripts by origin and by what their tab shows,
 * from the top frame only. Everyone else is nobody.
 */
export function callerOf(
  sender: Sender,
  us: { id: string; ownPages: string },
  sites: readonly { root: string }[],
): Caller {
  if (sender.id !== us.id) return { tier: 'none' };
  if (sender.url?.startsWith(us.ownPages)) {
    // Both have to say so, where the browser tells both.
    const own = us.ownPages.replace(/\/$/, '');
    return { tier: (sender.origin ?? own) === own ? 'own' : 'none' };
  }
  const { tab, frameId } = sender;
  if (frameId !== 0 || tab?.id === undefined || tab.url === undefined) return { tier: 'none' };
  const origin = sender.origin ?? parseUrl(sender.url ?? '')?.origin;
  // A tab that has moved on to another origin since: what it shows is not what asked.
  if (origin === undefined || origin === 'null' || parseUrl(tab.url)?.origin !== origin)
    return { tier: 'none' };
  const site = siteOf(tab.url, sites);
  const pipeline = site && pipelineOfUrl(tab.url, site.root);
  const file = site && fileOfUrl(tab.url, site.root);
  return {
    tier: 'page',
    caller: {
      tabId: tab.id,
      documentId: sender.documentId ?? String(tab.id),
      site: site && { root: site.root },
      page: site && pageOfUrl(tab.url, site.root),
      ...(pipeline && { pipeline }),
      ...(file && { file }),
    },
  };
}
