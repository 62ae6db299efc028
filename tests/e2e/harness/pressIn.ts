import type { Page } from 'puppeteer-core';
import { waitFor } from './waitFor.ts';

/** Presses a button of a window of the extension's own, once it is enabled. The press may close the window. */
export async function pressIn(window: Page, testId: string): Promise<void> {
  const button = await window.waitForSelector(`[data-testid="${testId}"]:not(:disabled)`);
  await button?.click().catch(async (error: unknown) => {
    // What closes the window takes the protocol's answer along; anything else is an error.
    await waitFor(`a window to close, or ${String(error)}`, () => window.isClosed());
  });
}
