import { panelSelectors } from '../selectors.ts';

/** Where GitLab's own side panels, drawers and bars stand that are to be seen. */
export function shownBeside(document: Document): DOMRect[] {
  return [...document.querySelectorAll(panelSelectors.besidePage)]
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0);
}

/** Whether an item stands in GitLab's side panel: below 1280 px over four fifths of its page (18.9: `.contextual-panel`), so that nothing fits beside it. */
export function showsItemBeside(document: Document): boolean {
  const rect = document.querySelector(panelSelectors.itemBeside)?.getBoundingClientRect();
  return rect !== undefined && rect.width > 0 && rect.height > 0;
}

/** GitLab Duo below 992 px: a bar of 48 px across the window's foot (18.9: `application-chrome.scss`, `.duo-chat-panel`). */
export function isBar({ width, height }: DOMRect): boolean {
  return height < width / 4;
}
