import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Clones and checks out a commit as the runner does: shallow, detached, the job token left in the remote's address.
 * @throws Error with git's words, the address left out
 */
export async function getSources(options: {
  url: string;
  ref: string;
  sha: string;
  folder: string;
  depth: string;
  environment: Record<string, string>;
}): Promise<void> {
  const { url, ref, sha, folder, depth, environment } = options;
  const git = async (...parts: string[]): Promise<void> => {
    try {
      await run('git', ['-C', folder, ...parts], {
        env: { ...environment, GIT_TERMINAL_PROMPT: '0' },
      });
    } catch (error) {
      const words = error instanceof Error ? error.message.replaceAll(url, '<repository>') : '';
      throw new Error(`git ${parts[0] ?? ''}: ${words}`, { cause: 'git' });
    }
  };
  const shallow = depth === '0' ? [] : ['--depth', depth];
  await git('init', '--quiet', '--initial-branch=none');
  await git('remote', 'add', 'origin', url);
  const branch = `+refs/heads/${ref}:refs/remotes/origin/${ref}`;
  await git('fetch', '--quiet', '--no-tags', ...shallow, 'origin', branch);
  try {
    await git('checkout', '--quiet', '--force', '--detach', sha);
  } catch {
    await git('fetch', '--quiet', '--no-tags', ...shallow, 'origin', sha);
    await git('checkout', '--quiet', '--force', '--detach', sha);
  }
}
