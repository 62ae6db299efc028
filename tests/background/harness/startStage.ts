import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/startSandbox.ts';
import { PageTab } from './PageTab.ts';
import { startBackground, type Background } from './startBackground.ts';

/** A sandbox GitLab and the background that knows it: where every test of the background begins. */
export interface Stage extends Background {
  sandbox: Sandbox;
  /** A new tab on that path below the sandbox's root. */
  open(path: string): PageTab;
  /** Saves the site with a token, as the options page does; throws where it is refused. */
  signIn(token: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param user whose token the extension holds; null leaves it without one
 * @param prepare what the fake browser is given before the background starts
 */
export async function startStage(
  user: 'mia' | 'dev' | null = 'dev',
  options: SandboxOptions = {},
  prepare?: () => void,
): Promise<Stage> {
  const background = startBackground(prepare);
  const sandbox = await startSandbox(options);
  const stage: Stage = {
    ...background,
    sandbox,
    open: (path) => new PageTab(background, sandbox, path),
    async signIn(token) {
      const saved = await background.own('saveSite', { root: sandbox.url, token });
      if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
    },
    close: () => sandbox.stop(),
  };
  if (user) await stage.signIn(sandbox.tokens[user]);
  return stage;
}
