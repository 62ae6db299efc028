import type { Page } from 'puppeteer-core';

const kept = new WeakMap<Page, string[]>();

/** From now on, what scripts throw in a page, ours among them, and each time that it is left. */
export function keepErrors(page: Page): void {
  const errors: string[] = [];
  kept.set(page, errors);
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('framenavigated', (frame) => errors.push(`went to ${new URL(frame.url()).pathname}`));
}

/** What was kept of a page; to be told beside what a test waited for in vain. */
export function errorsOf(page: Page): string {
  return (kept.get(page) ?? []).join('; ');
}
