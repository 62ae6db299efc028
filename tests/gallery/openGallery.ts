import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { findBrowser } from '../../scripts/findBrowser.mjs';
import { CHROMIUM_ARGUMENTS, FIREFOX_PREFERENCES } from '../e2e/harness/browserOptions.ts';
import { buildGallery } from './buildGallery.ts';
import type { Gallery } from './main.tsx';
import type { Surface } from './State.ts';

/** How wide the window of each surface usually is, in CSS pixels: of the panel's, so that it is docked. */
export const USUAL_WIDTH: Record<Surface, number> = {
  panel: 1280,
  popup: 380,
  options: 1100,
  'first-run': 1100,
  confirm: 560,
};
const HEIGHT = 800;

/** How the browser is told to look: its theme, the few colours that a person has chosen for everything, or with all that moves. */
export type Look = 'light' | 'dark' | 'forced' | 'moving';

/** The gallery open in a browser, as its own file, one state at a time. */
export interface OpenGallery {
  page: Page;
  longest: string;
  states: Gallery['states'];
  /** Draws a state in a window of that size; the strings that it was drawn from. */
  draw(name: string, locale: string, width: number, height?: number): Promise<string[]>;
  /** Chromium alone can change while it runs. */
  setLook(look: Look): Promise<void>;
  close(): Promise<void>;
}

/** In the place of each image that GitLab would show. */
const IMAGE = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><rect width="480" height="360" fill="#ececef"/>
  <rect x="32" y="40" width="416" height="56" rx="8" fill="#fff"/><rect x="32" y="112" width="416" height="56" rx="8" fill="#fff"/>
  <rect x="56" y="60" width="150" height="16" fill="#89888d"/><rect x="56" y="132" width="120" height="16" fill="#89888d"/>
  <rect x="280" y="232" width="168" height="72" rx="8" fill="#d97757"/></svg>`;

interface OpenOptions {
  kind?: 'chromium' | 'firefox';
  /** Firefox is told once, when it starts. */
  theme?: 'light' | 'dark';
}

function launchFor({ kind = 'chromium', theme }: OpenOptions): Promise<Browser> {
  const browser = findBrowser(kind);
  if (!browser) throw new Error(`No ${kind} is installed on this machine.`);
  return kind === 'chromium'
    ? launch({
        executablePath: browser.path,
        browser: 'chrome',
        pipe: true,
        args: CHROMIUM_ARGUMENTS,
      })
    : launch({
        executablePath: browser.path,
        browser: 'firefox',
        extraPrefsFirefox: {
          ...FIREFOX_PREFERENCES,
          'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1,
        },
      });
}

/** Answers for the GitLab whose images a page shows. */
export async function answerForImages(page: Page): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    void (request.url().startsWith('https:')
      ? request.respond({ contentType: 'image/svg+xml', body: IMAGE })
      : request.continue());
  });
}

/** @param folder where the page is written */
export async function openGallery(folder: string, options: OpenOptions = {}): Promise<OpenGallery> {
  const { html, longest } = await buildGallery();
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'live.html');
  await writeFile(file, html);
  const browser = await launchFor(options);
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(pathToFileURL(file).href);
  await answerForImages(page);
  // Puppeteer's own call knows nothing of forced colours.
  const chromium = options.kind === 'firefox' ? null : await page.createCDPSession();
  return {
    page,
    longest,
    states: await page.evaluate(() => window.gallery.states),
    async draw(name, locale, width, height = HEIGHT) {
      const now = page.viewport();
      if (now?.width !== width || now.height !== height) await page.setViewport({ width, height });
      const { given, press, key } = await page.evaluate(
        (state, words) => window.gallery.draw(state, words),
        name,
        locale,
      );
      if (press !== null) {
        // By the browser's own pointer: what fires hears no press that a script made up.
        const pressed = await page.waitForSelector(`>>> ${press}`);
        await pressed?.evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
        await pressed?.click();
        await page.mouse.move(0, 0);
        if (key) await page.keyboard.press(key);
        await page.evaluate((state) => window.gallery.pressed(state), name);
      }
      if (problems.length > 0) throw new Error(`${name}: ${problems.splice(0).join('\n')}`);
      return given;
    },
    async setLook(look) {
      const scheme = { name: 'prefers-color-scheme', value: look === 'dark' ? 'dark' : 'light' };
      const forced = { name: 'forced-colors', value: look === 'forced' ? 'active' : 'none' };
      const motion = {
        name: 'prefers-reduced-motion',
        value: look === 'moving' ? 'no-preference' : 'reduce',
      };
      await chromium?.send('Emulation.setEmulatedMedia', { features: [scheme, forced, motion] });
    },
    close: () => browser.close(),
  };
}
