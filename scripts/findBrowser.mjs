import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './installPrograms.mjs';

/** @typedef {{ kind: 'chromium' | 'firefox', path: string }} BrowserFound */

/** @type {Record<BrowserFound['kind'], string[]>} */
const ON_PATH = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
};

/** @type {Record<BrowserFound['kind'], string[]>} */
const MAC_APPS = {
  chromium: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  firefox: [
    'Firefox.app/Contents/MacOS/firefox',
    'Firefox Developer Edition.app/Contents/MacOS/firefox',
  ],
};

/**
 * An installed browser of that kind; `CHROMIUM_PATH` or `FIREFOX_PATH` in the environment names one outright.
 * @param {BrowserFound['kind']} kind
 * @returns {BrowserFound | null}
 */
export function findBrowser(kind) {
  const named = process.env[`${kind.toUpperCase()}_PATH`];
  if (named) return { kind, path: named };
  for (const name of ON_PATH[kind]) {
    const path = findProgram(name);
    if (path) return { kind, path };
  }
  for (const folder of ['/Applications', join(homedir(), 'Applications')]) {
    for (const app of MAC_APPS[kind]) {
      const path = join(folder, app);
      if (existsSync(path)) return { kind, path };
    }
  }
  return null;
}
