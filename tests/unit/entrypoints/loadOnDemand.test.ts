import { afterEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { keepOnDemand, loadOnDemand } from '../../../entrypoints/background/loadOnDemand.ts';
import { onDemand } from '../../../entrypoints/on-demand/onDemand.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  globalThis.askClaudeOnDemand = undefined;
});

const leave = (): void => {
  globalThis.askClaudeOnDemand = onDemand;
};

describe('in a service worker', () => {
  test('the script is imported while the worker is installed, so that the browser keeps it', () => {
    const importScripts = vi.fn<(path: string) => void>();
    vi.stubGlobal('importScripts', importScripts);
    const listen = vi.fn<(event: string, listener: () => void) => void>();
    vi.stubGlobal('addEventListener', listen);
    keepOnDemand();
    expect(importScripts).not.toHaveBeenCalled();
    const [event, install] = listen.mock.lastCall ?? [];
    expect(event).toBe('install');
    install?.();
    expect(importScripts).toHaveBeenCalledWith('/on-demand.js');
  });

  test('the script is loaded when it is first needed, and once', async () => {
    const importScripts = vi.fn<() => void>(leave);
    vi.stubGlobal('importScripts', importScripts);
    expect(await loadOnDemand()).toBe(onDemand);
    expect(await loadOnDemand()).toBe(onDemand);
    expect(importScripts).toHaveBeenCalledOnce();
  });

  test('a script that leaves nothing is an error', async () => {
    vi.stubGlobal('importScripts', () => undefined);
    await expect(loadOnDemand()).rejects.toThrow('/on-demand.js left nothing');
  });
});

test('in Firefox, whose background is a page, the script is imported as a module', async () => {
  const module = 'data:text/javascript,globalThis.askClaudeOnDemand={}';
  vi.spyOn(browser.runtime, 'getURL').mockReturnValue(module);
  expect(await loadOnDemand()).toEqual({});
});
