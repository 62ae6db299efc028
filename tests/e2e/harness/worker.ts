import type { Browser } from 'puppeteer-core';

/** Ends the extension's worker as the browser does when it was idle; the next event starts it anew. Chromium only. */
export async function killWorker(browser: Browser): Promise<void> {
  const session = await browser.target().createCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  for (const { type, targetId } of targetInfos) {
    if (type === 'service_worker') await session.send('Target.closeTarget', { targetId });
  }
  await session.detach();
}
