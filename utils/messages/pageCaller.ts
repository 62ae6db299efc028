import type { PageRef } from '../page/PageRef.ts';
import type { PageCaller } from './callerOf.ts';
import { Refusal } from './MessageTable.ts';

/** One panel on one document: what was gathered for it serves its next previews. */
export function panelKeyOf({ documentId }: PageCaller, discussionId: string | undefined): string {
  return `${documentId}/${discussionId ?? ''}`;
}

/** The site that the tab shows, which must be switched on. */
export function siteOfCaller({ site }: PageCaller): { root: string } {
  if (!site) throw new Refusal('This site is not switched on.');
  return site;
}

/** The page that the tab shows, which must be one that can be asked about. */
export function pageOfCaller({ page }: PageCaller): PageRef {
  if (!page) throw new Refusal('This page cannot be asked about.');
  return page;
}
