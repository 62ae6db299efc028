import type { Page } from 'puppeteer-core';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/startSandbox.ts';
import {
  launchBrowser,
  type BrowserKind,
  type LaunchBrowserOptions,
  type LaunchedBrowser,
} from './launchBrowser.ts';
import { keepErrors } from './pageErrors.ts';
import { saveSite } from './signIn.ts';
import { UNTIL_STUCK_MS } from './waitFor.ts';

export type UserName = 'mia' | 'dev' | 'stranger';

/** A sandbox GitLab and a browser that knows it: where every end-to-end test begins. */
export interface Stage extends LaunchedBrowser {
  sandbox: Sandbox;
  /** A new tab, signed in to the sandbox, on that path (relative to the sandbox's root). */
  open(path: string, user?: UserName): Promise<Page>;
}

export interface StageOptions extends LaunchBrowserOptions {
  /** Whose token the extension holds. */
  user?: UserName;
  sandbox?: SandboxOptions;
  /** False leaves the extension without a token. */
  site?: boolean;
}

/** A stage with a browser of its own: for tests that need a display or end the browser. */
export async function startStage(kind: BrowserKind, options: StageOptions = {}): Promise<Stage> {
  const launched = await launchBrowser(kind, options);
  return setUpStage(launched, options);
}

/** A stage in a browser that was just launched, or whose extension was installed anew. */
export async function setUpStage(
  launched: LaunchedBrowser,
  { user = 'dev', sandbox: sandboxOptions, site = true }: StageOptions = {},
): Promise<Stage> {
  const sandbox = await startSandbox(sandboxOptions);
  if (site) {
    const status = await saveSite(launched.optionsPage, sandbox.url, sandbox.tokens[user]);
    if (status.state !== 'ok') throw new Error(`The site was not saved: ${status.text}`);
  }
  const stage: Stage = {
    ...launched,
    sandbox,
    open: async (path, name = user) => {
      const page = await stage.browser.newPage();
      page.setDefaultTimeout(UNTIL_STUCK_MS);
      keepErrors(page);
      await page.goto(sandbox.signIn(name, path));
      return page;
    },
    close: async () => {
      await launched.close();
      await sandbox.stop();
    },
  };
  return stage;
}
