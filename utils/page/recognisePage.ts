import type { PageRef } from './PageRef.ts';
import { pageOfUrl } from './pageOfUrl.ts';
import { sharedSelectors } from './selectors.ts';

/** Why nothing can be asked here. */
export type NotAskable = 'not_gitlab' | 'no_item';

/**
 * Where we are, or why nothing can be asked here. The address decides; the document must carry GitLab's own marks,
 * which stay as they were rendered when GitLab moves on by itself.
 */
export function examinePage(
  url: string,
  document: Document,
  siteRoot: string,
): { page: PageRef } | { refusal: NotAskable } {
  const marked =
    document.querySelector(sharedSelectors.controller) &&
    document.querySelector(sharedSelectors.content);
  if (!marked) return { refusal: 'not_gitlab' };
  const page = pageOfUrl(url, siteRoot);
  return page ? { page } : { refusal: 'no_item' };
}

/** Where we are, or null where nothing can be asked. */
export function recognisePage(url: string, document: Document, siteRoot: string): PageRef | null {
  const examined = examinePage(url, document, siteRoot);
  return 'page' in examined ? examined.page : null;
}
