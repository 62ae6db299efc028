import { inject, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from './launchBrowser.ts';
import { setUpStage, type Stage, type StageOptions } from './startStage.ts';

type Shared = Pick<StageOptions, 'user' | 'sandbox' | 'site'>;

/** Gives a new sandbox, and the extension as if it had just been installed; the stage before it is over then. */
export type OpenStage = (options?: Shared) => Promise<Stage>;

/** Its hooks (`shared.beforeAll`) are given `openStage`, in one browser for all files of a worker. */
export const shared = test
  .extend('kind', { scope: 'worker' }, () => inject('browser'))
  .extend('launched', { scope: 'worker' }, async ({ kind }, { onCleanup }) => {
    let launched: LaunchedBrowser | null = null;
    onCleanup(() => launched?.close());
    return {
      /** The browser without anything in it from before. */
      async fresh(): Promise<LaunchedBrowser> {
        if (launched?.browser.connected)
          return { ...launched, optionsPage: await launched.reinstallExtension() };
        launched = await launchBrowser(kind);
        return launched;
      },
    };
  })
  .extend('openStage', { scope: 'file' }, async ({ launched }, { onCleanup }) => {
    let stage: Stage | null = null;
    onCleanup(() => stage?.close());
    const openStage: OpenStage = async (options) => {
      await stage?.close();
      const present = await launched.fresh();
      stage = await setUpStage({ ...present, close: async () => undefined }, options);
      return stage;
    };
    return openStage;
  });
