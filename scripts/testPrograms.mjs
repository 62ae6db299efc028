import { findBrowser } from './findBrowser.mjs';

/**
 * The programs that the tests start; of browsers those of which none is installed, by whatever name.
 * @returns {import('./installPrograms.mjs').Program[]}
 */
export function testPrograms() {
  return [
    'git',
    'rsync',
    'dash',
    'busybox',
    'openssl',
    ...(findBrowser('chromium') ? [] : /** @type {const} */ (['chromium'])),
    ...(findBrowser('firefox') ? [] : /** @type {const} */ (['firefox-esr'])),
    ...(process.platform === 'linux'
      ? /** @type {const} */ (['Xvfb', 'openbox', 'xdotool', 'import'])
      : []),
  ];
}
