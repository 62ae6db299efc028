import axe from 'axe-core';
import type { Page } from 'puppeteer-core';

/** All of WCAG 2.2 up to AA, and what axe calls best practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Lets what moves come to its end at once: colours are judged as they stay. */
const STILL = `for (const animation of document.getAnimations())
  if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();`;

/**
 * What axe finds wrong, in light and in dark, as lines of rule, theme, element and reason.
 * @param within the selectors of what is judged; absent: the whole page
 */
export async function findViolations(page: Page, within?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await page.evaluate((dark) => {
      // GitLab's pages say their theme by a class.
      document.documentElement.classList.toggle('gl-dark', dark);
    }, theme === 'dark');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    await page.evaluate(STILL);
    const context = JSON.stringify(within ? { include: within } : { include: ['html'] });
    // Themes differ in colours alone.
    const runOnly =
      theme === 'light'
        ? { type: 'tag', values: TAGS }
        : { type: 'rule', values: ['color-contrast'] };
    const options = JSON.stringify({
      runOnly,
      // Off as axe comes: 24 px, or as much room around it.
      ...(theme === 'light' && { rules: { 'target-size': { enabled: true } } }),
      resultTypes: ['violations'],
    });
    const lines = (await page.evaluate(`axe.run(${context}, ${options}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, any, all, none }) =>
          [id, target.flat(9).at(-1), [...any, ...all, ...none][0]?.message].join(' | '))))`)) as string[];
    found.push(...lines.map((line) => `${theme} | ${line}`));
  }
  return found;
}
