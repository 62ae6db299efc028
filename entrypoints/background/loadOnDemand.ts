import { browser } from 'wxt/browser';
import type { OnDemand } from '../on-demand/onDemand.ts';

declare global {
  var askClaudeOnDemand: OnDemand | undefined;
  /** Of workers alone. */
  var importScripts: ((path: string) => void) | undefined;
}

const SCRIPT = '/on-demand.js';

/**
 * A service worker may import later only what it imported while it was installed, which the browser keeps for it: tried in
 * Chromium, also after the worker's end, the browser's restart and an update. Called before the first `await`.
 */
export function keepOnDemand(): void {
  const { importScripts } = globalThis;
  if (importScripts) globalThis.addEventListener('install', () => importScripts(SCRIPT));
}

/** The script's parts; it is loaded once. `import()` is for Firefox, whose background is a page: service workers have none. */
export async function loadOnDemand(): Promise<OnDemand> {
  if (globalThis.askClaudeOnDemand === undefined) {
    if (globalThis.importScripts) globalThis.importScripts(SCRIPT);
    else await import(/* @vite-ignore */ browser.runtime.getURL(SCRIPT));
  }
  const { askClaudeOnDemand } = globalThis;
  if (askClaudeOnDemand === undefined) throw new Error(`${SCRIPT} left nothing`);
  return askClaudeOnDemand;
}
