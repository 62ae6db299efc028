import type { Page } from 'puppeteer-core';

/** Types a site and its token into the options page, presses Save and returns the state that the page then shows. */
export async function saveSite(
  optionsPage: Page,
  origin: string,
  token: string,
): Promise<{ state: string; text: string }> {
  await optionsPage.bringToFront();
  await fill(optionsPage, '[data-testid="site-origin"]', origin);
  await fill(optionsPage, '[data-testid="site-token"]', token);
  await optionsPage.click('[data-testid="site-save"]');
  return siteStatus(optionsPage);
}

/** The state that the options page shows once it is settled. */
export async function siteStatus(optionsPage: Page): Promise<{ state: string; text: string }> {
  const status = await optionsPage.waitForSelector(
    '[data-testid="site-status"]:is([data-state="ok"], [data-state="error"])',
  );
  if (!status) throw new Error('The options page showed no status.');
  return status.evaluate((element) => ({
    state: element.getAttribute('data-state') ?? '',
    text: element.textContent ?? '',
  }));
}

async function fill(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.$eval(selector, (element) => {
    if (element instanceof HTMLInputElement) element.value = '';
  });
  await page.type(selector, text);
}
