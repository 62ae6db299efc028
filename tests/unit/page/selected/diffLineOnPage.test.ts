// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { diffLineOnPage } from '../../../../utils/page/selected/diffLineOnPage.ts';
import { readDiffLine } from '../../../../utils/page/selected/diffLines.ts';
import { diffSelectors } from '../../../../utils/page/selectors.ts';
import { fixture, showPage } from '../fixtures.ts';

/** The first line of a page's diff that has a new number. */
function someLine() {
  for (const row of document.querySelectorAll<HTMLElement>(diffSelectors.diffRow)) {
    const side = row.querySelector(diffSelectors.diffTwoSides) ? 'new' : null;
    const line = readDiffLine(row, side);
    if (line?.new) return { row, path: line.path, number: line.new };
  }
  throw new Error('The page shows no line.');
}

test.each(['changes_classic', 'changes_rapid'] as const)(
  'on %s a line is marked for a while, and brought into view',
  (page) => {
    showPage(fixture(page));
    const { row, path, number } = someLine();
    const scrolled = vi.spyOn(row, 'scrollIntoView').mockReturnValue();
    const line = diffLineOnPage(document, path, number);
    const unmark = line?.mark();
    expect(row.style.outline).toContain('solid');
    unmark?.();
    expect(row.style.outline).toBe('');
    line?.bring();
    expect(scrolled).toHaveBeenCalledTimes(1);
    expect(diffLineOnPage(document, path, 99_999)).toBeNull();
    expect(diffLineOnPage(document, 'no/such.file', number)).toBeNull();
  },
);
