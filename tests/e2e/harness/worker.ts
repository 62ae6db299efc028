import type { Browser, WebWorker } from 'puppeteer-core';

/** The extension's worker in Chromium, awake or woken now. */
export async function workerOf(browser: Browser): Promise<WebWorker> {
  const target = await browser.waitForTarget((one) => one.type() === 'service_worker');
  const worker = await target.worker();
  if (!worker) throw new Error('The extension has no worker.');
  return worker;
}

/** Ends the extension's worker as the browser does when it was idle; the next event starts it anew. Chromium only. */
export async function killWorker(browser: Browser): Promise<void> {
  const session = await browser.target().createCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  for (const { type, targetId } of targetInfos) {
    if (type === 'service_worker') await session.send('Target.closeTarget', { targetId });
  }
  await session.detach();
}
