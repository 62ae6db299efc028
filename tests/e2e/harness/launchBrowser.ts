import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { builtExtension } from '../../../scripts/buildExtension.ts';
import { findBrowser } from '../../../scripts/findBrowser.mjs';
import { CHROMIUM_ARGUMENTS, FIREFOX_PREFERENCES } from './browserOptions.ts';
import { waitFor } from './waitFor.ts';

export type BrowserKind = 'chromium' | 'firefox';

/** Follows from the key that development and end-to-end builds for Chromium carry. */
export const CHROMIUM_EXTENSION_ID = 'mmakgipaemchpmoioeafijeeadgeoobp';

const EXTENSION_IDS = {
  chromium: CHROMIUM_EXTENSION_ID,
  firefox: 'ask-claude@gitlab-extension.example',
};

export interface LaunchedBrowser {
  kind: BrowserKind;
  browser: Browser;
  /** The options page, which the end-to-end build opens on first install. */
  optionsPage: Page;
  /** Installs the extension once more, as an update over the running one. */
  updateExtension(): Promise<void>;
  /** Closes every page and installs the extension as if it had never been there; gives its new options page. */
  reinstallExtension(): Promise<Page>;
  /** Kills the browser's process, as a crash does, and starts it again with the same profile. Chromium only. */
  crash(): Promise<Browser>;
  close(): Promise<void>;
}

export interface LaunchBrowserOptions {
  /** `:N` of a running X server; headless without one. */
  display?: string | undefined;
  windowSize?: { width: number; height: number };
  /** False leaves Ctrl+C to the caller, who closes everything in order. */
  handleSIGINT?: boolean;
}

/** A new browser with a new profile and the built extension in it. */
export async function launchBrowser(
  kind: BrowserKind,
  {
    display,
    windowSize = { width: 1400, height: 1000 },
    handleSIGINT = true,
  }: LaunchBrowserOptions = {},
): Promise<LaunchedBrowser> {
  const found = findBrowser(kind);
  if (!found) throw new Error(`No ${kind} is installed on this machine.`);
  const folder = await mkdtemp(join(tmpdir(), `ask-claude-${kind}-`));
  const extension = join(folder, 'extension');
  await cp(builtExtension(kind, 'e2e'), extension, { recursive: true });
  const profile = join(folder, 'profile');
  await mkdir(profile);
  const size = [`--window-size=${windowSize.width},${windowSize.height}`];
  const common = {
    executablePath: found.path,
    headless: display === undefined,
    defaultViewport: display === undefined ? windowSize : null,
    env: { ...process.env, ...(display === undefined ? {} : { DISPLAY: display }) },
    userDataDir: profile,
    handleSIGINT,
  };
  let browser: Browser;
  const launchChromium = () =>
    launch({
      ...common,
      browser: 'chrome',
      pipe: true,
      enableExtensions: [extension],
      args: [...CHROMIUM_ARGUMENTS, ...size],
    });
  if (kind === 'chromium') {
    await pinExtension(profile);
    browser = await launchChromium();
  } else {
    browser = await launch({
      ...common,
      browser: 'firefox',
      args: [`--width=${windowSize.width}`, `--height=${windowSize.height}`],
      extraPrefsFirefox: FIREFOX_PREFERENCES,
    });
    await browser.installExtension(extension);
  }
  return {
    kind,
    browser,
    optionsPage: await findOwnPage(browser, 'options.html'),
    updateExtension: async () => void (await browser.installExtension(extension)),
    async reinstallExtension() {
      const before = await browser.pages();
      await browser.newPage();
      await browser.uninstallExtension(EXTENSION_IDS[kind]);
      await Promise.all(before.map((page) => page.close().catch(() => undefined)));
      await browser.installExtension(extension);
      return findOwnPage(browser, 'options.html');
    },
    crash: async () => {
      const process = browser.process();
      if (!process) throw new Error('The browser has no process of ours.');
      const ended = once(process, 'exit');
      process.kill('SIGKILL');
      await ended;
      browser = await launchChromium();
      // Its page comes to the front when it opens: a page of the test that was there before would be hidden, and draw nothing.
      await findOwnPage(browser, 'options.html');
      return browser;
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** An extension page that the extension itself opened. In Firefox its `url()` is `about:blank`, so the page is asked. */
export async function findOwnPage(browser: Browser, file: string): Promise<Page> {
  return waitFor(`the extension's ${file}`, async () => {
    for (const page of await browser.pages()) {
      const address = await page.evaluate(() => location.href).catch(() => '');
      if (/^(chrome|moz)-extension:/.test(address) && address.includes(`/${file}`)) return page;
    }
    return null;
  });
}

/** A toolbar shows only pinned extensions; the profile says so before the first start. */
async function pinExtension(profile: string): Promise<void> {
  await mkdir(join(profile, 'Default'));
  await writeFile(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ extensions: { pinned_extensions: [CHROMIUM_EXTENSION_ID] } }),
  );
}
