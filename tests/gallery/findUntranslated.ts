import type { Page } from 'puppeteer-core';

/** What is the same in every language: keys of a keyboard, units, formats and names. */
const EVERYWHERE = [
  'Ctrl',
  'Alt',
  'Shift',
  'Esc',
  'min',
  'https',
  'gitlab',
  'com',
  'glpat',
  'glptt',
];
/** What `Intl` writes in the browser's own language. */
const BY_INTL = ['May', 'Nov'];

/** Words in view that come from no locale, in a pseudo-locale: letters without a mark that are none of those it was drawn from. */
export async function findUntranslated(page: Page, given: readonly string[]): Promise<string[]> {
  const known = new Set([
    ...EVERYWHERE,
    ...BY_INTL,
    ...given.flatMap((text) => text.match(/[A-Za-z]+/g) ?? []),
  ]);
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const read = (top: ParentNode): void => {
      for (const element of top.querySelectorAll<HTMLElement>('*')) {
        // Says itself in which language it is: names of languages, and GitLab's own words.
        if (element.closest('[lang]:not(html)')) continue;
        for (const node of element.childNodes)
          if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
        for (const name of ['title', 'aria-label', 'placeholder', 'alt'])
          found.push(element.getAttribute(name) ?? '');
        if (element.shadowRoot) read(element.shadowRoot);
      }
    };
    read(document.body);
    return found;
  });
  const words = texts.flatMap(
    (text) => text.match(/(?<![\p{L}\p{M}])[A-Za-z]{3,}(?![\p{L}\p{M}])/gu) ?? [],
  );
  return [...new Set(words)].filter((word) => !known.has(word));
}
