import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Clones and checks out a commit as the runner does: shallow, detached, the job token left in the remote's address.
 * @returns git's words for what went wrong, the address left out, or null
 */
export async function getSources(options: {
  url: string;
  ref: string;
  sha: string;
  folder: string;
  depth: string;
  /** False for `GIT_CHECKOUT: 'false'`: fetched, but no file written. */
  checkout: boolean;
  environment: Record<string, string>;
}): Promise<string | null> {
  const { url, ref, sha, folder, depth, environment } = options;
  const git = async (...parts: string[]): Promise<string | null> => {
    try {
      // Nothing of this lasts long enough to be tidied up.
      await run('git', ['-C', folder, '-c', 'maintenance.auto=false', ...parts], {
        env: { ...environment, GIT_TERMINAL_PROMPT: '0' },
      });
      return null;
    } catch (error) {
      return error instanceof Error ? error.message.replaceAll(url, '<repository>') : 'git failed';
    }
  };
  const shallow = depth === '0' ? [] : ['--depth', depth];
  const branch = `+refs/heads/${ref}:refs/remotes/origin/${ref}`;
  const checkout = ['checkout', '--quiet', '--force', '--detach', sha];
  const fetch = ['fetch', '--quiet', '--no-tags', ...shallow, 'origin'];
  const error =
    (await git('init', '--quiet', '--initial-branch=none')) ??
    (await git('remote', 'add', 'origin', url)) ??
    (await git(...fetch, branch));
  if (error !== null || !options.checkout || (await git(...checkout)) === null) return error;
  return (await git(...fetch, sha)) ?? git(...checkout);
}
