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

/** What a function without arguments gives in the extension's worker. */
export async function inWorker<Value>(browser: Browser, run: () => Value): Promise<Value> {
  const target = await browser.waitForTarget((one) => one.type() === 'service_worker');
  const worker = await target.worker();
  if (!worker) throw new Error('no worker');
  return worker.evaluate(run);
}
