import type { Browser } from 'puppeteer-core';
import { waitFor } from './waitFor.ts';

/** Presses a button of GitLab's consent page, wherever the browser shows it. */
export async function answerConsent(browser: Browser, button: 'Authorize' | 'Deny'): Promise<void> {
  const page = await waitFor('the consent page', async () => {
    for (const one of await browser.pages()) {
      if (await one.$('button[name="commit"]').catch(() => null)) return one;
    }
    return null;
  });
  // The window goes with the press: nobody waits for its answer.
  await page.$eval(`button[value="${button}"]`, (element) => {
    if (element instanceof HTMLElement) setTimeout(() => element.click());
  });
}
