import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GIT_ENVIRONMENT } from '../../sandbox/git/git.ts';
import { atSite } from './difference.ts';
import { type Dock, projectOf } from './dock.ts';
import type { RecordedPush } from './recordings.ts';

const run = promisify(execFile);

/** A clone of the default branch alone, so that what is on others is not known in it. */
async function cloneOf(dock: Dock, folder: string): Promise<string> {
  const clone = join(folder, 'clone');
  await run(
    'git',
    ['clone', '-q', '--single-branch', '--no-local', projectOf(dock, 'cart').repository, clone],
    {
      env: GIT_ENVIRONMENT,
    },
  );
  return clone;
}

function addressOf(dock: Dock, as: string): string {
  const [, name = '', actor = ''] = /^([^:]+):<(.+)>$/.exec(as) ?? [];
  const url = new URL(`${dock.sandbox.url}/dock/cart.git`);
  url.username = name;
  url.password = dock.tokens.get(actor) ?? '';
  return url.href;
}

function withoutHints(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !line.startsWith('hint: '))
    .join('\n');
}

/** Pushes as it was recorded, and gives what differs. */
export async function pushDifference(
  dock: Dock,
  folder: string,
  recorded: RecordedPush,
): Promise<string | null> {
  projectOf(dock, 'cart').jobTokenPush = recorded.name.includes('push allowed');
  const home = join(folder, recorded.name.replaceAll(/\W+/g, '-'));
  const clone = await cloneOf(dock, home);
  const inClone = (args: string[]) => run('git', args, { cwd: clone, env: GIT_ENVIRONMENT });
  const me = ['-c', 'user.name=x', '-c', 'user.email=x@example.test'];
  await inClone([...me, 'commit', '-q', '--allow-empty', '-m', `x ${recorded.name} [skip ci]`]);
  const lease = recorded.name.startsWith('lease') ? [`--force-with-lease=${recorded.branch}:`] : [];
  const target = `HEAD:refs/heads/${recorded.branch}`;
  const address = addressOf(dock, recorded.as);
  const ended = await inClone(['push', '-q', ...lease, address, target]).then(
    () => ({ pushed: true, stderr: '' }),
    (error: { stderr?: string }) => ({ pushed: false, stderr: error.stderr ?? String(error) }),
  );
  if (ended.pushed !== recorded.pushed) return `${recorded.name}: ${JSON.stringify(ended)}`;
  const own = withoutHints(atSite(ended.stderr, dock.sandbox.url));
  const theirs = withoutHints(recorded.stderr ?? '');
  return own === theirs ? null : `${recorded.name}: ${own}, GitLab ${theirs}`;
}
