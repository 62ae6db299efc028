import { diffSelectors } from '../selectors.ts';
import { diffPathOf, readDiffLine } from './diffLines.ts';
import type { LineOnPage } from './Selected.ts';

/** The row that shows a file's line by its new number. */
function rowOf(document: Document, path: string, line: number): HTMLElement | null {
  for (const file of document.querySelectorAll(diffSelectors.diffFile)) {
    if (diffPathOf(file) !== path) continue;
    for (const row of file.querySelectorAll<HTMLElement>(diffSelectors.diffRow)) {
      const side = row.querySelector(diffSelectors.diffTwoSides) ? 'new' : null;
      if (readDiffLine(row, side)?.new === line) return row;
    }
  }
  return null;
}

/** A file's line in the diff that the page shows, by its new number; null where it shows none. */
export function diffLineOnPage(document: Document, path: string, line: number): LineOnPage | null {
  const row = rowOf(document, path, line);
  return (
    row && {
      bring: () => row.scrollIntoView({ block: 'center' }),
      mark: () => {
        const { outline, outlineOffset } = row.style;
        Object.assign(row.style, { outline: '2px solid #d97757', outlineOffset: '-2px' });
        return () => void Object.assign(row.style, { outline, outlineOffset });
      },
    }
  );
}
