import type { Page } from 'puppeteer-core';

/** Shortened or folded on purpose: the whole stands in a title or is a press away. */
const SHORTENED =
  '.composer.folded, .thread-beginning, .long-text-start, .about, .thread-name, .thread-quote, .run-label, .image-name, .steps > li, .only-heard, .words';
/** What may be scrolled aside: code and tables. */
const WIDE = 'pre, .table, svg';

/**
 * What does not fit where it stands, as lines of element, kind and text: text that its box hides, boxes that scroll aside, letters
 * outside the surface or their own button.
 */
export function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate(
    (shortened, wide) => {
      const found: string[] = [];
      const panel = document.querySelector('ask-claude-panel')?.shadowRoot?.querySelector('.panel');
      const surface = panel ?? document.body;
      const edge = surface.getBoundingClientRect();
      const report = (element: Element, what: string, text: string | null) => {
        const name = `${element.localName}.${element.className}`;
        found.push(`${name} | ${what} | ${(text ?? '').trim().slice(0, 60)}`);
      };
      const isJudged = (element: Element) =>
        element.checkVisibility() && !element.closest(`${shortened}, ${wide}, option`);

      const { scrollWidth } = document.documentElement;
      if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} px wide`);
      for (const element of surface.querySelectorAll('*')) {
        if (!isJudged(element)) continue;
        const { overflowX, overflowY } = getComputedStyle(element);
        const wider = element.scrollWidth > element.clientWidth + 1;
        const higher = element.scrollHeight > element.clientHeight + 1;
        if ((overflowX === 'hidden' && wider) || (overflowY === 'hidden' && higher))
          report(element, 'hides', element.textContent);
        if (overflowX === 'auto' && wider) report(element, 'scrolls aside', element.textContent);
      }
      const texts = document.createTreeWalker(surface, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const { parentElement: parent, textContent: text } = node;
        if (!parent || !text?.trim() || !isJudged(parent)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const own = parent.closest('button')?.getBoundingClientRect() ?? edge;
        const [from, to] = [Math.max(edge.left, own.left), Math.min(edge.right, own.right)];
        const reaches = [...range.getClientRects()].some(
          ({ left, right }) => left < from - 1 || right > to + 1,
        );
        if (reaches) report(parent, 'reaches out', text);
      }
      return [...new Set(found)];
    },
    SHORTENED,
    WIDE,
  );
}
