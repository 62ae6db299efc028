import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault, wordsOf } from './Fault.ts';
import { presentVariables } from './login/Login.ts';
import { PROXY_VARIABLES } from './network.ts';

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
  'core.autocrlf=false',
  // A change of owner is not a change of the file.
  'core.trustctime=false',
  'core.checkStat=minimal',
  'core.fsmonitor=false',
  'credential.helper=',
  // The repository ends with the job.
  'maintenance.auto=false',
  'http.followRedirects=false',
  'protocol.allow=never',
  'protocol.http.allow=always',
  'protocol.https.allow=always',
].flatMap((option) => ['-c', option]);

/** Hands the password over by its environment: no argument, no address and no file holds it. */
const HELPER =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$JOB_GIT_USER" "$JOB_GIT_PASSWORD"; }; f';

/**
 * The same for the first request, which would otherwise be refused before the password is asked for. Git before 2.31 does not look at
 * these variables and asks.
 */
function headerOf({ user, password }: Credential): Record<string, string> {
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    JOB_GIT_USER: user,
    JOB_GIT_PASSWORD: password,
  };
}

/** Whatever a branch's `.gitattributes` say, the files on disk are the bytes that git keeps: no line ends, encodings or filters. */
const ATTRIBUTES = '* -text -eol -crlf -filter -ident -working-tree-encoding\n';

interface More {
  credential?: Credential;
  environment?: Record<string, string>;
  input?: string;
}

/** Makes an empty repository of the job's own, which no other user can enter. */
export async function initRepository(repository: Repository): Promise<void> {
  await mkdir(repository.gitFolder, { mode: 0o700, recursive: true });
  await runGit(['init', '--quiet', '--bare', '--template=', repository.gitFolder]);
  await mkdir(join(repository.gitFolder, 'info'), { recursive: true });
  await writeFile(join(repository.gitFolder, 'info', 'attributes'), ATTRIBUTES);
}

/**
 * Runs git in an environment made of nothing but what stands here.
 * @throws Fault with git's words
 */
export async function runGit(parts: readonly string[], more: More = {}): Promise<string> {
  return (await bytesOfGit(parts, more)).toString('utf8');
}

/** The same, with its output byte for byte. @throws Fault with git's words */
export async function bytesOfGit(parts: readonly string[], more: More = {}): Promise<Buffer> {
  const { credential } = more;
  const login = credential ? ['-c', `credential.helper=${HELPER}`] : [];
  const running = run('git', [...OPTIONS, ...login, ...parts], {
    encoding: 'buffer',
    env: {
      HOME: '/nonexistent',
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ATTR_NOSYSTEM: '1',
      ...(credential ? headerOf(credential) : {}),
      // What the job has found to be the way to this GitLab (network.ts).
      ...presentVariables(process.env, 'PATH', 'GIT_SSL_CAINFO', ...PROXY_VARIABLES),
      ...more.environment,
    },
    maxBuffer: 256 * 1024 * 1024,
  });
  // A git that has ended already reads nothing more: what matters is its exit code.
  running.child.stdin?.on('error', () => undefined).end(more.input ?? '');
  try {
    return (await running).stdout;
  } catch (error) {
    const words = stderrOf(error)?.trim() ?? wordsOf(error);
    const command = parts.find((part) => /^[a-z]/.test(part)) ?? '';
    throw new Fault(`git ${command} failed: ${words.slice(0, 1_500)}`);
  }
}

/** Git with the job's own repository and the folder that Claude works in. */
export function gitIn(
  repository: Repository,
  parts: readonly string[],
  more: More = {},
): Promise<string> {
  return runGit([...placeOf(repository), ...parts], more);
}

/** The same, byte for byte. */
export function bytesIn(repository: Repository, parts: readonly string[]): Promise<Buffer> {
  return bytesOfGit([...placeOf(repository), ...parts]);
}

function placeOf({ gitFolder, tree }: Repository): string[] {
  return [`--git-dir=${gitFolder}`, `--work-tree=${tree}`];
}

function stderrOf(error: unknown): string | null {
  const stderr = error instanceof Error ? Reflect.get(error, 'stderr') : null;
  return Buffer.isBuffer(stderr) && stderr.length > 0 ? stderr.toString('utf8') : null;
}
