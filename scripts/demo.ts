/** `npm run demo`: builds the extension, starts the sandbox and a browser with both, ready to ask. With `--headless`, or without a display, it plays the whole story by itself. */
import { once } from 'node:events';
import { buildExtension } from './buildExtension.ts';
import { playStory } from './demoStory.ts';
import { findBrowser, type BrowserFound } from './findBrowser.mjs';
import { canInstallPrograms, installPrograms } from './installPrograms.mjs';
import { startStage, type Stage } from '../tests/e2e/harness/startStage.ts';
import { modelOfEnvironment } from '../tests/sandbox/modelOfEnvironment.ts';
import { ISSUE } from '../tests/e2e/harness/flow.ts';

/** The browser to show: Chromium's family first, it starts faster. */
async function chooseBrowser(): Promise<BrowserFound | null> {
  const found = findBrowser('chromium') ?? findBrowser('firefox');
  if (found || !canInstallPrograms()) return found;
  await installPrograms(['chromium']);
  return findBrowser('chromium');
}

const missing = await installPrograms(['git', 'rsync']);
const browser = await chooseBrowser();
if (!browser || missing.length > 0) {
  const wanted = [...missing, ...(browser ? [] : ['Chrome, Chromium, Edge or Firefox'])];
  console.error(`Please install ${wanted.join(' and ')}, then run the demo again.`);
  process.exit(1);
}

const display =
  process.platform === 'linux'
    ? (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
    : 'the desktop';
const headless = process.argv.includes('--headless') || !display;

console.log('Building the extension …');
await buildExtension('build:e2e');
console.log(`Starting the sandbox and ${browser.kind} …`);
const stage = await startStage(browser.kind, {
  sandbox: modelOfEnvironment(),
  ...(headless ? {} : { display }),
  windowSize: { width: 1440, height: 1000 },
  handleSIGINT: false,
});

let failed = false;
try {
  await (headless ? playStory(stage) : letTheUserPlay(stage));
} catch (error) {
  failed = true;
  console.error(error instanceof Error ? error.message : error);
} finally {
  await stage.close();
}
process.exit(failed ? 1 : 0);

async function letTheUserPlay({ open, sandbox, browser: window }: Stage): Promise<void> {
  const page = await open(ISSUE);
  await page.bringToFront();
  console.log(`
Ready. The browser shows an issue of the sandbox at ${sandbox.url}.
Press "Ask Claude" in its header, in a thread, in the toolbar, or Alt+Shift+K.
Close the browser, or press Ctrl+C here, to end the demo.`);
  const interrupted = once(process, 'SIGINT');
  const closed = new Promise<void>((resolve) => window.once('disconnected', () => resolve()));
  await Promise.race([interrupted, closed]);
}
