import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import onDemandScript from '../../../entrypoints/on-demand/index.ts';
import { FakeEvent } from './FakeEvent.ts';

const nothing = async (): Promise<void> => undefined;

/** Gives the fake browser what it lacks and the background uses; the events by which it is reached come back. */
export function fakeExtension(): { message: FakeEvent; connect: FakeEvent } {
  fakeBrowser.reset();
  const message = new FakeEvent();
  const connect = new FakeEvent();
  Object.assign(browser.runtime, {
    getPlatformInfo: async () => ({}),
    onMessage: message,
    onConnect: connect,
  });
  Object.assign(browser, {
    permissions: {
      contains: async () => true,
      onAdded: new FakeEvent(),
      onRemoved: new FakeEvent(),
      remove: async () => true,
    },
    scripting: {
      getRegisteredContentScripts: async () => [],
      unregisterContentScripts: nothing,
      registerContentScripts: nothing,
      executeScript: nothing,
    },
    commands: { onCommand: new FakeEvent(), getAll: async () => [] },
    contextMenus: {
      onClicked: new FakeEvent(),
      removeAll: nothing,
      create: () => 1,
      update: nothing,
    },
    action: {
      onClicked: new FakeEvent(),
      setPopup: nothing,
      setBadgeText: nothing,
      setBadgeBackgroundColor: nothing,
    },
  });
  // A worker's: the one script that there is to import runs in this process, too.
  Object.assign(globalThis, {
    addEventListener: () => undefined,
    importScripts: () => onDemandScript.main(),
  });
  Object.assign(browser.tabs, { query: async () => [] });
  Object.assign(browser.windows, { getLastFocused: async () => ({ focused: false }) });
  for (const area of [browser.storage.local, browser.storage.session, browser.storage.sync])
    Object.assign(area, { setAccessLevel: nothing });
  return { message, connect };
}
