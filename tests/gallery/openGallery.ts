import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, type Page } from 'puppeteer-core';
import { findBrowser } from '../../scripts/findBrowser.ts';
import { CHROMIUM_ARGUMENTS } from '../e2e/harness/browserOptions.ts';
import { buildGallery } from './buildGallery.ts';
import type { Gallery } from './main.tsx';
import type { Surface } from './State.ts';

/** How wide each surface usually is, in CSS pixels: of the panel with the window's edge around it. */
export const USUAL_WIDTH: Record<Surface, number> = {
  panel: 416,
  popup: 380,
  options: 1100,
  'first-run': 1100,
  confirm: 560,
};
const HEIGHT = 800;

/** The gallery open in Chromium, as its own file, one state at a time. */
export interface OpenGallery {
  page: Page;
  longest: string;
  states: Gallery['states'];
  /** Draws a state in a window of that width; the strings that it was drawn from. */
  draw(name: string, locale: string, width: number): Promise<string[]>;
  setTheme(theme: 'light' | 'dark'): Promise<void>;
  close(): Promise<void>;
}

/** @param folder where the page is written */
export async function openGallery(folder: string): Promise<OpenGallery> {
  const browser = findBrowser('chromium');
  if (!browser) throw new Error('No Chromium is installed on this machine.');
  const { html, longest } = await buildGallery();
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'live.html');
  await writeFile(file, html);
  const chromium = await launch({
    executablePath: browser.path,
    browser: 'chrome',
    pipe: true,
    args: CHROMIUM_ARGUMENTS,
  });
  const page = await chromium.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(pathToFileURL(file).href);
  return {
    page,
    longest,
    states: await page.evaluate(() => window.gallery.states),
    async draw(name, locale, width) {
      if (page.viewport()?.width !== width) await page.setViewport({ width, height: HEIGHT });
      const { given, press } = await page.evaluate(
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
        await page.evaluate((state) => window.gallery.pressed(state), name);
      }
      if (problems.length > 0) throw new Error(`${name}: ${problems.splice(0).join('\n')}`);
      return given;
    },
    setTheme: (value) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]),
    close: () => chromium.close(),
  };
}
