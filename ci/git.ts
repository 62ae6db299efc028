import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Fault, wordsOf } from './Fault.ts';

const run = promisify(execFile);

/** Where commits are made; the folder with the files has no `.git`. */
export interface Repository {
  gitFolder: string;
  tree: string;
}

export interface Credential {
  user: string;
  password: string;
}

/** Hooks, helpers and transports that a configuration could bring along are all off. */
const OPTIONS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'credential.helper=',
  'http.followRedirects=false',
  'protocol.allow=never',
  'protocol.http.allow=always',
  'protocol.https.allow=always',
].flatMap((option) => ['-c', option]);

/** Hands the password over by its environment: no argument, no address and no file holds it. */
const HELPER =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$JOB_GIT_USER" "$JOB_GIT_PASSWORD"; }; f';

/**
 * Runs git in an environment made of nothing but what stands here.
 * @throws Fault with git's words
 */
export async function runGit(
  parts: readonly string[],
  more: { credential?: Credential; environment?: Record<string, string>; input?: string } = {},
): Promise<string> {
  const { credential } = more;
  const login = credential ? ['-c', `credential.helper=${HELPER}`] : [];
  const running = run('git', [...OPTIONS, ...login, ...parts], {
    env: {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ATTR_NOSYSTEM: '1',
      ...(credential
        ? { JOB_GIT_USER: credential.user, JOB_GIT_PASSWORD: credential.password }
        : {}),
      // A GitLab with a certificate authority of its own: the runner says which.
      ...(process.env['CI_SERVER_TLS_CA_FILE']
        ? { GIT_SSL_CAINFO: process.env['CI_SERVER_TLS_CA_FILE'] }
        : {}),
      ...more.environment,
    },
    maxBuffer: 256 * 1024 * 1024,
  });
  // A git that has ended already reads nothing more: what matters is its exit code.
  running.child.stdin?.on('error', () => undefined).end(more.input ?? '');
  try {
    return (await running).stdout;
  } catch (error) {
    const words = isWithStderr(error) ? error.stderr.trim() : wordsOf(error);
    const command = parts.find((part) => /^[a-z]/.test(part)) ?? '';
    throw new Fault(`git ${command} failed: ${words.slice(0, 500)}`);
  }
}

/** Git with the job's own repository and the folder that Claude works in. */
export function gitIn(
  repository: Repository,
  parts: readonly string[],
  more: Parameters<typeof runGit>[1] = {},
): Promise<string> {
  return runGit(
    [`--git-dir=${repository.gitFolder}`, `--work-tree=${repository.tree}`, ...parts],
    more,
  );
}

function isWithStderr(error: unknown): error is { stderr: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'stderr' in error &&
    typeof error.stderr === 'string'
  );
}
