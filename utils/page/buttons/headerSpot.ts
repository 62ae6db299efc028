import { selectors, sharedSelectors } from '../selectors.ts';

/** A place in the page: first thing in `parent`, before `before`, or last where that is null. */
export interface Spot {
  parent: Element;
  before: Node | null;
}

const ELSEWHERE = `${sharedSelectors.sidePanel}, ${selectors.stickyHeader}`;

/** First match that is neither in a side panel nor in a header that comes and goes with scrolling. */
function find(document: Document, css: string): Element | null {
  for (const element of document.querySelectorAll(css)) {
    if (!element.closest(ELSEWHERE)) return element;
  }
  return null;
}

/** Where the header's button belongs now, or null while GitLab has not drawn the header. Beside the actions it survives all that was tried. */
export function headerSpot(document: Document): Spot | null {
  const workItemRow =
    find(document, selectors.workItemEdit)?.parentElement ??
    find(document, selectors.workItemMenu)?.parentElement?.parentElement ??
    find(document, selectors.workItemActions);
  if (workItemRow) return { parent: workItemRow, before: workItemRow.firstChild };
  const actions = find(document, selectors.mergeRequestActions);
  if (actions) {
    const menu = find(document, selectors.mergeRequestMenu);
    return { parent: actions, before: menu?.parentElement === actions ? menu : null };
  }
  const title = find(document, selectors.workItemHeading);
  if (title?.parentElement) return { parent: title.parentElement, before: title.nextSibling };
  const header = find(document, selectors.issuableHeader);
  return header && { parent: header, before: null };
}
